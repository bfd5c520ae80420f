using AsyncSplit.AzureFunctions.Storage;
using AsyncSplit.Queues;

namespace AsyncSplit.AzureFunctions.Tests;

public sealed class AzureEnvironmentTests
{
    [Fact]
    public void TheSettingsOfAFunctionAppSayWhereChainsAreKept()
    {
        var options = AzureEnvironment.OptionsOf(Of(("AzureWebJobsStorage", "UseDevelopmentStorage=true"), ("ASYNCSPLIT_APPLICATION", "shop"), ("ASYNCSPLIT_TABLE", "chains"), ("ASYNCSPLIT_BUCKET", "claims")));
        Assert.Equal(("UseDevelopmentStorage=true", "shop", "chains", "claims"), (options.ConnectionString, options.Application, options.Table, options.Container));
        Assert.Null(options.QueueServiceUri);
        Assert.Equal("shop-orders", new StorageClients(options).Queue("shop-orders").Name);
    }

    [Fact]
    public void WithoutAKeyTheAccountsNameOrItsAddressesDo()
    {
        var named = AzureEnvironment.OptionsOf(Of(("AzureWebJobsStorage__accountName", "shop")));
        Assert.Equal("https://shop.queue.core.windows.net/", named.QueueServiceUri!.AbsoluteUri);
        Assert.Equal("https://shop.table.core.windows.net/", named.TableServiceUri!.AbsoluteUri);
        Assert.Equal("https://shop.blob.core.windows.net/", named.BlobServiceUri!.AbsoluteUri);

        var addressed = AzureEnvironment.OptionsOf(Of(("AzureWebJobsStorage__tableServiceUri", "https://tables.example"), ("ASYNCSPLIT_QUEUES", "https://queues.example"), ("ASYNCSPLIT_TABLE", "")));
        Assert.Equal("https://queues.example/", addressed.QueueServiceUri!.AbsoluteUri);
        Assert.Equal("https://tables.example/", addressed.TableServiceUri!.AbsoluteUri);
        Assert.Null(addressed.Table);

        var error = Assert.Throws<InvalidOperationException>(() => new StorageClients(addressed).Queue("q"));
        Assert.Contains(nameof(AzureStorageOptions.Credential), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAnythingTheErrorSaysWhatIsMissing()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new StorageClients(AzureEnvironment.OptionsOf(Of())).Queue("q"));
        Assert.Contains("AzureWebJobsStorage", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DeliveryIsOneOfTwo()
    {
        Assert.Equal(QueueDelivery.AtLeastOnce, AzureEnvironment.DeliveryOf(Of()));
        Assert.Equal(QueueDelivery.ExactlyOnce, AzureEnvironment.DeliveryOf(Of(("ASYNCSPLIT_DELIVERY", "ExactlyOnce"))));
        Assert.Contains("'Twice'", Assert.Throws<InvalidOperationException>(() => AzureEnvironment.DeliveryOf(Of(("ASYNCSPLIT_DELIVERY", "Twice")))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KeysAreReadAndABadOneIsNotTold()
    {
        var secret = Convert.ToBase64String(new byte[32]);
        Assert.Equal(["new", "old"], AzureEnvironment.KeysOf(Of(("ASYNCSPLIT_KEYS", $"new:{secret}; old:{secret};"))).Select(static key => key.Id));
        Assert.Empty(AzureEnvironment.KeysOf(Of()));
        foreach (var bad in new[] { secret, $"name:{secret}?", "name:c2hvcnQ=" })
        {
            var error = Assert.Throws<InvalidOperationException>(() => AzureEnvironment.KeysOf(Of(("ASYNCSPLIT_KEYS", bad))));
            Assert.DoesNotContain(bad.Split(':')[^1], error.Message, StringComparison.Ordinal);
        }
    }

    private static Func<string, string?> Of(params (string Name, string Value)[] variables) =>
        name => variables.Where(variable => variable.Name == name).Select(static variable => variable.Value).FirstOrDefault();
}

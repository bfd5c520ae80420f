using AsyncSplit.AzureFunctions.Tests.Harness;
using AsyncSplit.Emulators;

namespace AsyncSplit.AzureFunctions.Tests;

/// <summary>The function app as machine code, with a table and a container: the entities of <c>Azure.Data.Tables</c> are made by reflection, so that only running it shows that it works.</summary>
[NeedsEmulators]
public sealed class NativeTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("asyncsplit-azure-native-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [NativeFact]
    public async Task PublishedAsMachineCodeItRunsStepsJoinsRetriesLargeEnvelopesAndCallbacks()
    {
        var (published, log) = await NativeProgram.PublishAsync("tests/AsyncSplit.AzureFunctions.Worker", _directory);
        Assert.True(published == 0, log);
        Assert.DoesNotContain("warning", log, StringComparison.OrdinalIgnoreCase);

        await using var app = await ShopApp.StartAsync(delivery: "ExactlyOnce", program: Path.Combine(_directory, "AsyncSplit.AzureFunctions.Worker"));

        var placed = await app.ChainAsync("Orders.PlaceAsync", new { order = "o1", customer = "ada", quantity = 3 });
        var declined = await app.ChainAsync("Orders.PlaceAsync", new { order = "o2", customer = "ben", quantity = 30 });
        Assert.Equal("""{"Order":"o1","Payment":"payment of ada"}""", await app.ResultAsync(placed));
        Assert.Equal("""{"Order":"o2","Payment":null}""", await app.ResultAsync(declined));
        Assert.Equal("780", await app.ResultAsync(await app.ChainAsync("Orders.JoinAsync", new { calls = 12 })));
        Assert.Equal("3", await app.ResultAsync(await app.ChainAsync("Orders.RetryAsync", new { customer = "ada" })));
        Assert.Equal("200000", await app.ResultAsync(await app.ChainAsync("Orders.LargeAsync", new { characters = 200_000 })));

        await app.IsEmptyAsync();

        // Its time-out stays in the queue.
        var approved = await app.ChainAsync("Orders.ApproveAsync", new { order = "o3" });
        var token = Assert.Single(await app.WaitForAsync("token "));
        await app.Client.CompleteAsync(new CallbackToken(token.Split(' ')[2]), "eve");
        Assert.Equal("\"o3 approved by eve\"", await app.ResultAsync(approved));

        Assert.Equal(0, app.Driver.Failed);
    }
}

using AsyncSplit.AzureFunctions.Tests.Harness;
using AsyncSplit.Emulators;

namespace AsyncSplit.AzureFunctions.Tests.Storage;

[NeedsEmulators]
public sealed class BlobClaimStoreTests
{
    [Fact]
    public async Task ABodyIsKeptUntilItIsRemoved()
    {
        var claims = (await StorageAccount.OpenAsync()).Claims();
        var body = new byte[3_000_000];
        Random.Shared.NextBytes(body);
        Assert.Null(await claims.GetAsync("a", default));
        await claims.DeleteAsync("a", default);

        await claims.PutAsync("a", body, default);
        await claims.PutAsync("a", body, default);
        Assert.Equal(body, (await claims.GetAsync("a", default))!.Value.ToArray());

        await claims.DeleteAsync("a", default);
        await claims.DeleteAsync("a", default);
        Assert.Null(await claims.GetAsync("a", default));
    }

    [Theory]
    [InlineData("../other/secret")]
    [InlineData("$root")]
    [InlineData("")]
    [InlineData("a b/c?d#e\\f\u0001")]
    public async Task AnyKeyNamesABlobOfTheContainer(string key)
    {
        var account = await StorageAccount.OpenAsync();
        await account.Claims().PutAsync(key, "x"u8.ToArray(), default);
        await account.Claims().PutAsync("another", "y"u8.ToArray(), default);

        Assert.Equal("x"u8.ToArray(), (await account.Claims().GetAsync(key, default))!.Value.ToArray());
        await foreach (var blob in account.Clients.Container(account.Name).GetBlobsAsync())
        {
            Assert.Matches("^[0-9a-f]{64}\\.envelope$", blob.Name);
        }
    }
}

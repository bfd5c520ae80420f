using System.Text;
using AsyncSplit.ClaimChecks;

namespace AsyncSplit.Stores.Adapters;

/// <summary>What a store of claimed bodies has to do. The test project of a cloud derives a class.</summary>
public abstract class ClaimStoreContract : IAsyncLifetime
{
    private IClaimStore _claims = null!;

    public async Task InitializeAsync() => _claims = await OpenAsync();

    public Task DisposeAsync()
    {
        (_claims as IDisposable)?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Opens a store with nothing in it.</summary>
    protected abstract Task<IClaimStore> OpenAsync();

    [Fact]
    public async Task ABodyThatIsNotThereIsNull() => Assert.Null(await GetAsync("key"));

    [Fact]
    public async Task ABodyIsReadAsItWasPut()
    {
        var body = new byte[3 * 1024 * 1024];
        new Random(1).NextBytes(body);
        await _claims.PutAsync("key", body, default);

        Assert.Equal(body, await GetAsync("key"));
    }

    [Fact]
    public async Task ABodyCanBePutAgain()
    {
        await _claims.PutAsync("key", "body"u8.ToArray(), default);
        await _claims.PutAsync("key", "body"u8.ToArray(), default);

        Assert.Equal("body"u8.ToArray(), await GetAsync("key"));
    }

    [Fact]
    public async Task ABodyThatIsRemovedIsGone()
    {
        await _claims.PutAsync("key", "body"u8.ToArray(), default);

        await _claims.DeleteAsync("key", default);

        Assert.Null(await GetAsync("key"));
        await _claims.DeleteAsync("key", default);
    }

    // A key comes out of a message.
    [Theory]
    [InlineData("..")]
    [InlineData("../../etc/passwd")]
    [InlineData("a/b?c=d#e%2F")]
    [InlineData(" ä")]
    public async Task AnyTextIsAKey(string key)
    {
        await _claims.PutAsync(key, Encoding.UTF8.GetBytes(key), default);

        Assert.Equal(key, Encoding.UTF8.GetString((await GetAsync(key))!));
        await _claims.DeleteAsync(key, default);
        Assert.Null(await GetAsync(key));
    }

    private async Task<byte[]?> GetAsync(string key) => (await _claims.GetAsync(key, default))?.ToArray();
}

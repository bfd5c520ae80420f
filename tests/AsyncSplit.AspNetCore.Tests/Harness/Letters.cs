using System.Threading.Channels;

namespace AsyncSplit.AspNetCore.Tests.Harness;

/// <summary>Where tokens go.</summary>
public sealed class Letters
{
    private readonly Channel<CallbackToken> _sent = Channel.CreateUnbounded<CallbackToken>();
    private int _asked;

    /// <summary>Whether nobody has asked this before.</summary>
    public bool IsFirst => Interlocked.Increment(ref _asked) == 1;

    public Task SendAsync(CallbackToken token) => _sent.Writer.WriteAsync(token).AsTask();

    public async Task<CallbackToken> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _sent.Reader.ReadAsync(limit.Token);
    }
}

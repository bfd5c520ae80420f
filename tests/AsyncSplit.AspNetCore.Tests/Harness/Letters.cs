using System.Threading.Channels;

namespace AsyncSplit.AspNetCore.Tests.Harness;

/// <summary>Where tokens go.</summary>
public sealed class Letters
{
    private readonly Channel<CallbackToken> _sent = Channel.CreateUnbounded<CallbackToken>();

    public Task SendAsync(CallbackToken token) => _sent.Writer.WriteAsync(token).AsTask();

    public async Task<CallbackToken> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _sent.Reader.ReadAsync(limit.Token);
    }
}

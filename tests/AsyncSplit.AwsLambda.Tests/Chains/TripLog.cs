using System.Collections.Concurrent;
using System.Threading.Channels;

namespace AsyncSplit.AwsLambda.Tests.Chains;

/// <summary>What the world outside sees.</summary>
public sealed class TripLog
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Channel<CallbackToken> _tokens = Channel.CreateUnbounded<CallbackToken>();

    public ConcurrentQueue<string> Rated { get; } = new();

    public Task SendAsync(CallbackToken token) => _tokens.Writer.WriteAsync(token).AsTask();

    public Task<CallbackToken> NextTokenAsync() => _tokens.Reader.ReadAsync().AsTask().WaitAsync(s_patience);
}

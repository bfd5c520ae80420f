using System.Collections.Concurrent;

namespace AsyncSplit.Benchmarks.Stores;

/// <summary>Keeps some of the tokens, so that some of the chains can be answered.</summary>
/// <param name="kept">How many.</param>
public sealed class Desk(int kept) : IDesk
{
    private readonly ConcurrentQueue<CallbackToken> _tokens = new();

    public IReadOnlyCollection<CallbackToken> Tokens => _tokens;

    public Task AskAsync(CallbackToken token, string customer, decimal amount)
    {
        if (_tokens.Count < kept)
        {
            _tokens.Enqueue(token);
        }

        return Task.CompletedTask;
    }
}

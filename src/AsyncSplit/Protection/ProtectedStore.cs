using System.Runtime.CompilerServices;
using AsyncSplit.Messaging;

namespace AsyncSplit.Protection;

/// <summary>Shows what is in the store as it was before it was encrypted.</summary>
internal sealed class ProtectedStore(IChainStore store, EnvelopeProtection protection) : IChainStore
{
    public async ValueTask<ChainRecord?> FindAsync(string chainId, CancellationToken cancellationToken) =>
        await store.FindAsync(chainId, cancellationToken).ConfigureAwait(false) is { } chain ? Open(chain) : null;

    public async ValueTask<ChainRecord> WaitAsync(string chainId, CancellationToken cancellationToken)
    {
        var chain = Open(await store.WaitAsync(chainId, cancellationToken).ConfigureAwait(false));
        return IsSealed(chain.Result) || IsSealed(chain.Error)
            ? throw new InvalidOperationException($"How chain '{chainId}' ended is encrypted, and cannot be decrypted: its key is not, or no longer, known in this process.")
            : chain;
    }

    public IAsyncEnumerable<ChainRecord> ListUnfinishedAsync(CancellationToken cancellationToken) => OpenAsync(store.ListUnfinishedAsync(cancellationToken), Open, cancellationToken);

    public IAsyncEnumerable<StepRecord> ListStepsAsync(string chainId, CancellationToken cancellationToken) => store.ListStepsAsync(chainId, cancellationToken);

    public IAsyncEnumerable<DeadLetter> ListDeadLettersAsync(CancellationToken cancellationToken) => OpenAsync(store.ListDeadLettersAsync(cancellationToken), Open, cancellationToken);

    public async ValueTask<DeadLetter?> FindDeadLetterAsync(string messageId, CancellationToken cancellationToken) =>
        await store.FindDeadLetterAsync(messageId, cancellationToken).ConfigureAwait(false) is { } deadLetter ? Open(deadLetter) : null;

    public IAsyncEnumerable<ChainRecord> ListAsync(ChainQuery query, CancellationToken cancellationToken) => OpenAsync(store.ListAsync(query, cancellationToken), Open, cancellationToken);

    public ValueTask<int> PurgeAsync(DateTimeOffset endedBefore, int maxCount, CancellationToken cancellationToken) => store.PurgeAsync(endedBefore, maxCount, cancellationToken);

    private static async IAsyncEnumerable<T> OpenAsync<T>(IAsyncEnumerable<T> items, Func<T, T> open, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return open(item);
        }
    }

    private ChainRecord Open(ChainRecord chain) => chain with
    {
        Result = Open(chain.Id, chain.Result),
        Error = Open(chain.Id, chain.Error),
        ParkedReason = chain.ParkedReason is { } reason ? ProtectedValue.Decrypt(reason, protection) : null,
    };

    private DeadLetter Open(DeadLetter deadLetter) => deadLetter with
    {
        Reason = ProtectedValue.Decrypt(deadLetter.Reason, protection),
        Error = Open(deadLetter.ChainId ?? "", deadLetter.Error),
    };

    private static bool IsSealed(ReadOnlyMemory<byte>? value) => value is { } json && ProtectedValue.TryRead(json, out var thing, out _, out _) && thing == ProtectedThing.End;

    // What cannot be decrypted is shown as it is: one value must not keep a list from being shown.
    private ReadOnlyMemory<byte>? Open(string chainId, ReadOnlyMemory<byte>? value) =>
        value is { } json && ProtectedValue.TryRead(json, out var thing, out var text, out var signed) && thing == ProtectedThing.End
        && ProtectedValue.TryOpen(thing, chainId, text, signed, protection, out var opened)
            ? opened
            : value;
}

using AsyncSplit.Messaging;
using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit;

/// <inheritdoc/>
/// <typeparam name="T">The type of its result.</typeparam>
public sealed class ChainHandle<T> : ChainHandle
{
    private readonly Codec<T> _result;

    internal ChainHandle(string id, IChainStore store, ChainCanceller canceller, ChainRegistry registry, Codec<T> result)
        : base(id, store, canceller, registry) => _result = result;

    /// <inheritdoc cref="ChainHandle.GetResultAsync"/>
    /// <returns>The chain's result.</returns>
    public new async Task<T> GetResultAsync(CancellationToken cancellationToken = default)
    {
        var result = await WaitAsync(cancellationToken).ConfigureAwait(false);
        return JsonValues.Read(result, _result, Registry);
    }
}

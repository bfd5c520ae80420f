using AsyncSplit.Errors;
using AsyncSplit.Messaging;
using AsyncSplit.Runtime;

namespace AsyncSplit;

/// <summary>A chain that was started.</summary>
public class ChainHandle
{
    private readonly IChainStore _store;
    private readonly ChainCanceller _canceller;

    private protected ChainHandle(string id, IChainStore store, ChainCanceller canceller, ChainRegistry registry)
    {
        Id = id;
        _store = store;
        _canceller = canceller;
        Registry = registry;
    }

    /// <summary>The chain's id, by which another process can attach to it.</summary>
    public string Id { get; }

    private protected ChainRegistry Registry { get; }

    internal static ChainHandle Create(string id, IChainStore store, ChainCanceller canceller, ChainRegistry registry) => new(id, store, canceller, registry);

    /// <summary>Waits for the chain's end.</summary>
    /// <exception cref="Exception">What the chain threw, restored.</exception>
    /// <exception cref="ChainParkedException">An envelope of the chain is a dead letter.</exception>
    /// <exception cref="OperationCanceledException">
    /// The chain was cancelled, and its handler ended with that; the inner exception is a <see cref="TimeoutException"/> where its time was up. Or <paramref name="cancellationToken"/> is cancelled:
    /// then only the wait ends, and the chain goes on.
    /// </exception>
    public Task GetResultAsync(CancellationToken cancellationToken = default) => WaitAsync(cancellationToken);

    /// <summary>How far the chain is.</summary>
    /// <exception cref="KeyNotFoundException">The store has no chain of this id.</exception>
    public async Task<ChainStatus> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        var record = await _store.FindAsync(Id, cancellationToken).ConfigureAwait(false);
        return record?.Status ?? throw new KeyNotFoundException($"There is no chain '{Id}'.");
    }

    /// <inheritdoc cref="IChainClient.CancelAsync"/>
    public Task<bool> CancelAsync(CancellationToken cancellationToken = default) => _canceller.CancelAsync(Id, cancellationToken);

    private protected async Task<ReadOnlyMemory<byte>> WaitAsync(CancellationToken cancellationToken)
    {
        var record = await _store.WaitAsync(Id, cancellationToken).ConfigureAwait(false);
        return ResultOf(record, Registry);
    }

    internal static ReadOnlyMemory<byte> ResultOf(ChainRecord record, ChainRegistry registry) => record.Status switch
    {
        ChainStatus.Completed => record.Result ?? "null"u8.ToArray(),
        ChainStatus.Failed or ChainStatus.Cancelled => throw ErrorReader.Read(record.Error.GetValueOrDefault(), registry),
        ChainStatus.Parked => throw new ChainParkedException(record.Id, record.ParkedReason ?? "no reason is stored."),
        _ => throw new InvalidOperationException($"Chain {record.Id} has not ended."),
    };
}

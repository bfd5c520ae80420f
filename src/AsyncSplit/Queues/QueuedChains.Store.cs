using AsyncSplit.Messaging;

namespace AsyncSplit.Queues;

/// <content>What is asked of the table.</content>
internal sealed partial class QueuedChains
{
    private IItemStore Items => _items ?? throw TableIsMissing("To know of chains");

    /// <inheritdoc/>
    public ValueTask<ChainRecord?> FindAsync(string chainId, CancellationToken cancellationToken) => throw TableIsMissing("To find chains");

    /// <inheritdoc/>
    public ValueTask<ChainRecord> WaitAsync(string chainId, CancellationToken cancellationToken) => throw TableIsMissing("To wait for chains");

    /// <inheritdoc/>
    public IAsyncEnumerable<ChainRecord> ListUnfinishedAsync(CancellationToken cancellationToken) => throw TableIsMissing("To list chains");

    /// <inheritdoc/>
    public IAsyncEnumerable<StepRecord> ListStepsAsync(string chainId, CancellationToken cancellationToken) => throw TableIsMissing("To list steps");

    /// <inheritdoc/>
    public IAsyncEnumerable<DeadLetter> ListDeadLettersAsync(CancellationToken cancellationToken) => throw TableIsMissing("To list dead letters");

    /// <inheritdoc/>
    public ValueTask<DeadLetter?> FindDeadLetterAsync(string messageId, CancellationToken cancellationToken) => throw TableIsMissing("To find dead letters");

    /// <inheritdoc/>
    public IAsyncEnumerable<ChainRecord> ListAsync(ChainQuery query, CancellationToken cancellationToken) => throw TableIsMissing("To list chains");

    /// <inheritdoc/>
    public ValueTask<int> PurgeAsync(DateTimeOffset endedBefore, int maxCount, CancellationToken cancellationToken) => throw TableIsMissing("To purge chains");
}

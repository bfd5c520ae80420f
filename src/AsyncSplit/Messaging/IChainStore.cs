namespace AsyncSplit.Messaging;

/// <summary>Answers what became of chains. Written through <see cref="IChainCommitter"/>.</summary>
public interface IChainStore
{
    /// <summary>Finds a chain.</summary>
    /// <returns>Null when the store has none of that id.</returns>
    ValueTask<ChainRecord?> FindAsync(string chainId, CancellationToken cancellationToken);

    /// <summary>Waits until the chain is no longer <see cref="ChainStatus.Running"/>. A chain that the store does not know yet is waited for too.</summary>
    ValueTask<ChainRecord> WaitAsync(string chainId, CancellationToken cancellationToken);

    /// <summary>Lists the chains that are running or parked, oldest first: what a process that starts again goes on with.</summary>
    IAsyncEnumerable<ChainRecord> ListUnfinishedAsync(CancellationToken cancellationToken);

    /// <summary>Lists a chain's steps in the order in which they were committed. Empty where the store keeps no history.</summary>
    IAsyncEnumerable<StepRecord> ListStepsAsync(string chainId, CancellationToken cancellationToken);

    /// <summary>Lists the dead letters, oldest first.</summary>
    IAsyncEnumerable<DeadLetter> ListDeadLettersAsync(CancellationToken cancellationToken);

    /// <summary>Finds a dead letter.</summary>
    /// <param name="messageId">Its <see cref="DeadLetter.MessageId"/>.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>Null when there is none.</returns>
    ValueTask<DeadLetter?> FindDeadLetterAsync(string messageId, CancellationToken cancellationToken);

    /// <summary>Lists chains, newest first.</summary>
    IAsyncEnumerable<ChainRecord> ListAsync(ChainQuery query, CancellationToken cancellationToken);

    /// <summary>Removes chains that have ended, with their history. One with a dead letter is kept.</summary>
    /// <param name="endedBefore">Only those that ended before.</param>
    /// <param name="maxCount">How many at most: a large store is cleared in portions.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many were removed.</returns>
    ValueTask<int> PurgeAsync(DateTimeOffset endedBefore, int maxCount, CancellationToken cancellationToken);
}

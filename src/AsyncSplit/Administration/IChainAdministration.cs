using AsyncSplit.Messaging;

namespace AsyncSplit;

/// <summary>What an operator does with chains: looks for them, and decides about dead letters.</summary>
public interface IChainAdministration
{
    /// <summary>Lists the dead letters, oldest first.</summary>
    IAsyncEnumerable<DeadLetterSnapshot> ListDeadLettersAsync(CancellationToken cancellationToken = default);

    /// <summary>Finds a dead letter.</summary>
    /// <param name="id">Its <see cref="DeadLetterSnapshot.Id"/>.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>Null when there is none.</returns>
    Task<DeadLetterSnapshot?> FindDeadLetterAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Lets a dead letter go on: its envelope, as it is or edited, is run again, and with it its chain.</summary>
    /// <param name="id">Its <see cref="DeadLetterSnapshot.Id"/>.</param>
    /// <param name="edit">What is changed before; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="KeyNotFoundException">There is no such dead letter, or not any more.</exception>
    /// <exception cref="InvalidOperationException">It cannot go on: see <see cref="DeadLetterSnapshot.CanBeRedriven"/>.</exception>
    /// <exception cref="ArgumentException">The edit is no JSON, or changes what is not there. The message says what is.</exception>
    Task RedriveAsync(string id, DeadLetterEdit? edit = null, CancellationToken cancellationToken = default);

    /// <summary>Throws a dead letter away. A chain that is parked because of it fails, with a <see cref="ChainFailedException"/> that says so.</summary>
    /// <param name="id">Its <see cref="DeadLetterSnapshot.Id"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="KeyNotFoundException">There is no such dead letter, or not any more.</exception>
    Task DiscardAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Finds a chain.</summary>
    /// <returns>Null when there is none.</returns>
    Task<ChainRecord?> FindChainAsync(string chainId, CancellationToken cancellationToken = default);

    /// <summary>Lists chains, newest first.</summary>
    /// <param name="query">Which; all, but no more than <see cref="ChainQuery.Limit"/>, by default.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    IAsyncEnumerable<ChainRecord> ListChainsAsync(ChainQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Lists a chain's steps in the order in which they were committed. Empty where the store keeps no history.</summary>
    IAsyncEnumerable<StepRecord> ListStepsAsync(string chainId, CancellationToken cancellationToken = default);

    /// <summary>Removes chains that have ended, with their history.</summary>
    /// <param name="endedBefore">Only those that ended before.</param>
    /// <param name="withFailed">Whether also those that have failed and could go on from a dead letter (<see cref="DeadLetterKind.Unhandled"/>): it is thrown away. Parked chains have not ended.</param>
    /// <param name="cancellationToken">Cancels the call; what is removed until then is.</param>
    /// <returns>How many were removed.</returns>
    Task<int> PurgeAsync(DateTimeOffset endedBefore, bool withFailed = false, CancellationToken cancellationToken = default);
}

namespace AsyncSplit.Messaging;

/// <summary>Applies what one step decided, as a whole or not at all.</summary>
/// <remarks>
/// Where queue and store are one database, a commit is one transaction. Where they are not, it is: the store's writes, then the sends, then the acknowledgement.
/// A store that remembers which ids it has seen does not remember that of a forged envelope, whose <see cref="DeadLetter.ChainId"/> is empty: the real one may still come.
/// A crash in between has the step repeated; its message ids are the same again, so that a receiver that remembers the ids it has seen drops the repetition.
/// </remarks>
public interface IChainCommitter
{
    /// <summary>The largest envelope that can be sent, in bytes.</summary>
    int MaxEnvelopeBytes { get; }

    /// <summary>Applies <paramref name="commit"/> and acknowledges <paramref name="delivery"/>.</summary>
    /// <param name="delivery">What the step ran for. Null when no step is behind it: a start, a completed callback, a signal, an administrator.</param>
    /// <param name="commit">Everything the step decided.</param>
    /// <param name="cancellationToken">Cancels the call; whether the commit was applied is then unknown.</param>
    /// <returns>
    /// <see cref="CommitResult.Superseded"/>, with nothing applied, when the delivery's envelope has been committed already, when its lease is lost and someone else has it,
    /// or when the chain to be started exists. Without a delivery, also when what it is about does not take it: a future that is settled already, a chain that has ended or is not known
    /// (for a settlement, signal or cancellation), a signal that is known, a dead letter that is not there.
    /// </returns>
    ValueTask<CommitResult> CommitAsync(Delivery? delivery, StepCommit commit, CancellationToken cancellationToken);
}

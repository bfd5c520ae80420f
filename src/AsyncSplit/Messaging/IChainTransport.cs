namespace AsyncSplit.Messaging;

/// <summary>Delivers envelopes to the steps of this process. Many processes may receive from one transport: each delivery goes to one of them at a time.</summary>
/// <remarks>What a step decided goes back through <see cref="IChainCommitter"/>, which also acknowledges the delivery.</remarks>
public interface IChainTransport
{
    /// <summary>For how long a delivery belongs to its receiver; <see cref="RenewAsync"/> extends that. <see cref="Timeout.InfiniteTimeSpan"/> where leases do not expire.</summary>
    TimeSpan LeaseDuration { get; }

    /// <summary>Waits until at least one envelope is due, and leases up to <paramref name="maxCount"/> of them.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is cancelled. Nothing is leased then.</exception>
    ValueTask<IReadOnlyList<Delivery>> ReceiveAsync(int maxCount, CancellationToken cancellationToken);

    /// <summary>Extends the lease to <see cref="LeaseDuration"/> from now. The worker calls it while a long step runs.</summary>
    /// <returns>False when the lease is lost: someone else may have the envelope, and a commit would be <see cref="CommitResult.Superseded"/>.</returns>
    ValueTask<bool> RenewAsync(Delivery delivery, CancellationToken cancellationToken);

    /// <summary>Gives a delivery back without an outcome; it is delivered again, with its attempt counted, after <paramref name="delay"/>.</summary>
    /// <param name="delivery">What was received.</param>
    /// <param name="delay">Zero: at once, to anyone.</param>
    /// <param name="cancellationToken">Cancels the call, not the step.</param>
    ValueTask AbandonAsync(Delivery delivery, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Gives a delivery back because the host stops: it is delivered again, at once, to anyone. That is no fault of the envelope's, so that its attempt is not counted, where the transport can help it.</summary>
    /// <param name="delivery">What was received.</param>
    /// <param name="cancellationToken">Cancels the call, not the step.</param>
    ValueTask ReleaseAsync(Delivery delivery, CancellationToken cancellationToken) => AbandonAsync(delivery, TimeSpan.Zero, cancellationToken);
}

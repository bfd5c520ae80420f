namespace AsyncSplit.Messaging;

/// <summary>What an <see cref="IChainCommitter"/> implements too, where a handler's own writes can be part of a step's commit.</summary>
public interface IStepTransactions
{
    /// <summary>
    /// Begins the transaction in which <paramref name="delivery"/> is committed. It is known to the store when the call comes back, even if that has to be awaited.
    /// </summary>
    /// <remarks>
    /// <see cref="IChainCommitter.CommitAsync"/> of the delivery adds the step's commit and commits it. It is rolled back by <see cref="IChainTransport.AbandonAsync"/>, where the commit is <see cref="CommitResult.Superseded"/>
    /// or fails, and where it makes the delivery a dead letter without an end of the chain: then the step has had no outcome, and may run again.
    /// </remarks>
    /// <param name="delivery">What the step runs for. One transaction for each.</param>
    ValueTask<StepTransaction> BeginAsync(Delivery delivery);
}

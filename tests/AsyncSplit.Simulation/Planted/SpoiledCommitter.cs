using AsyncSplit.Messaging;

namespace AsyncSplit.Simulation.Planted;

/// <summary>A store with a fault of its own.</summary>
internal abstract class SpoiledCommitter(IChainCommitter committer) : IChainCommitter
{
    public int MaxEnvelopeBytes => committer.MaxEnvelopeBytes;

    public abstract ValueTask<CommitResult> CommitAsync(Delivery? delivery, StepCommit commit, CancellationToken cancellationToken);

    protected ValueTask<CommitResult> ApplyAsync(Delivery? delivery, StepCommit commit) => committer.CommitAsync(delivery, commit, CancellationToken.None);
}

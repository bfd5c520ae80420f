using AsyncSplit.Messaging;

namespace AsyncSplit.Simulation.Planted;

/// <summary>Loses what the twentieth commit sends.</summary>
internal sealed class LosesSends(IChainCommitter committer) : SpoiledCommitter(committer)
{
    private int _commits;

    public override ValueTask<CommitResult> CommitAsync(Delivery? delivery, StepCommit commit, CancellationToken cancellationToken) =>
        ApplyAsync(delivery, delivery is not null && ++_commits == 20 ? new StepCommit { Completed = commit.Completed, Settled = commit.Settled, Wait = commit.Wait, Step = commit.Step } : commit);
}

using AsyncSplit.Messaging;

namespace AsyncSplit.Simulation.Planted;

/// <summary>Loses the third end of a started call.</summary>
internal sealed class LosesSettlements(IChainCommitter committer) : SpoiledCommitter(committer)
{
    private int _settled;

    public override ValueTask<CommitResult> CommitAsync(Delivery? delivery, StepCommit commit, CancellationToken cancellationToken) =>
        ApplyAsync(delivery, commit.Settled is not null && ++_settled == 3 ? new StepCommit { Sends = commit.Sends, Step = commit.Step } : commit);
}

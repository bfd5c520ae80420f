using AsyncSplit.Messaging;

namespace AsyncSplit.Simulation.Planted;

/// <summary>Applies a commit although someone else has the lease.</summary>
internal sealed class TakesRepeatedSteps(IChainCommitter committer) : SpoiledCommitter(committer)
{
    public override async ValueTask<CommitResult> CommitAsync(Delivery? delivery, StepCommit commit, CancellationToken cancellationToken)
    {
        var result = await ApplyAsync(delivery, commit);
        return result == CommitResult.Superseded && delivery is not null ? await ApplyAsync(null, new StepCommit { Sends = commit.Sends }) : result;
    }
}

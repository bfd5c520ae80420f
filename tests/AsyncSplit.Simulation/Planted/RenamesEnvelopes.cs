using AsyncSplit.Messaging;

namespace AsyncSplit.Simulation.Planted;

/// <summary>Sends a step's envelopes under new ids each time: a repeated step is not recognised.</summary>
internal sealed class RenamesEnvelopes(IChainCommitter committer) : SpoiledCommitter(committer)
{
    private int _names;

    public override async ValueTask<CommitResult> CommitAsync(Delivery? delivery, StepCommit commit, CancellationToken cancellationToken)
    {
        var result = await ApplyAsync(delivery, commit);
        return result == CommitResult.Superseded && delivery is not null
            ? await ApplyAsync(null, new StepCommit { Sends = [.. commit.Sends.Select(sent => sent with { MessageId = $"{sent.MessageId}-{_names++}" })] })
            : result;
    }
}

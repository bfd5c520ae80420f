using AsyncSplit.Messaging;

namespace AsyncSplit.Sqlite.Writing;

/// <summary>One step's commit, the start of a chain, or what someone outside does to one.</summary>
internal sealed class CommitWork(Delivery? delivery, StepCommit commit) : WriteWork<CommitResult>
{
    private readonly Lease? _lease = delivery is null ? null : Lease.Of(delivery);
    private string? _endedChain;

    public override bool IsDurable => true;

    public override bool FreesPlace => delivery is not null;

    public override string? EndedChain => _endedChain;

    protected override bool Execute(WriterStatements statements, DateTimeOffset now, out CommitResult result)
    {
        _endedChain = null;
        var applied = TryApply(statements, now);
        result = applied ? CommitResult.Applied : CommitResult.Superseded;
        return applied;
    }

    private bool TryApply(WriterStatements statements, DateTimeOffset now)
    {
        string? chainId = null;
        if (delivery is null)
        {
            if (!IsTaken(statements))
            {
                return false;
            }
        }
        else
        {
            chainId = statements.Messages.Delete(delivery.MessageId, _lease!);
            if (chainId is null)
            {
                return false;
            }
        }

        if (commit.Started is { } start && !statements.Chains.Start(start))
        {
            return false;
        }

        // Before the sends: a step that sends its own id again is not to be queued again.
        Remember(statements, chainId);
        var parts = new CommitParts(statements, now);
        parts.Apply(commit, chainId);
        _endedChain = parts.EndedChain;
        return true;
    }

    // Only what no step is behind can be refused: a step's own commit drops what comes too late.
    private bool IsTaken(WriterStatements statements) =>
        !(commit.Settled is { } settled && (!statements.Chains.State(settled.ChainId).IsKept || statements.Futures.IsSettled(settled.FutureId)))
        && !(commit.Signalled is { } signal && (!statements.Chains.State(signal.ChainId).IsOpen || statements.Signals.Knows(signal)))
        && !(commit.Cancelled is { } cancellation && !statements.Chains.State(cancellation.ChainId).IsOpen)
        && !(commit.Redriven is { } redrive && !statements.DeadLetters.Exists(redrive.MessageId))
        && !(commit.Discarded is { } discarded && !statements.DeadLetters.Exists(discarded));

    private void Remember(WriterStatements statements, string? chainId)
    {
        if (commit.Step is { } step)
        {
            statements.Chains.Add(step, delivery?.MessageId ?? step.MessageId);
        }

        if (delivery is not null && commit.Step?.ChainId != chainId)
        {
            statements.Chains.AddCommitted(chainId!, delivery.MessageId);
        }
    }
}

using AsyncSplit.Messaging;

namespace AsyncSplit.Sqlite.Writing;

/// <summary>One step's commit, or the start of a chain.</summary>
internal sealed class CommitWork(Delivery? delivery, StepCommit commit) : WriteWork<CommitResult>
{
    private readonly Lease? _lease = delivery is null ? null : Lease.Of(delivery);
    private string? _endedChain;

    public override bool IsDurable => true;

    public override string? EndedChain => _endedChain;

    protected override bool Execute(WriterStatements statements, DateTimeOffset now, out CommitResult result)
    {
        var applied = TryApply(statements);
        result = applied ? CommitResult.Applied : CommitResult.Superseded;
        return applied;
    }

    private bool TryApply(WriterStatements statements)
    {
        string? chainId = null;
        if (delivery is not null)
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
        foreach (var envelope in commit.Sends)
        {
            statements.Messages.Insert(envelope);
        }

        if (commit.Settled is { } settled)
        {
            foreach (var envelope in statements.Futures.Settle(settled))
            {
                statements.Messages.Insert(envelope);
            }
        }

        if (commit.Wait is { } wait && statements.Futures.Add(wait) is { } ready)
        {
            statements.Messages.Insert(ready);
        }

        if (commit.DeadLetter is { } deadLetter)
        {
            _endedChain = deadLetter.ChainId ?? chainId;
            statements.Chains.Park(deadLetter, _endedChain);
        }

        if (commit.Completed is { } completed)
        {
            _endedChain = completed.ChainId;
            statements.Chains.Complete(completed);
            statements.Futures.DeleteOf(completed.ChainId);
        }

        return true;
    }

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

using AsyncSplit.Messaging;

namespace AsyncSplit.Sqlite.Writing;

/// <summary>Writes what a commit says, part by part. Their order is the contract that all stores keep.</summary>
internal sealed class CommitParts(WriterStatements statements, DateTimeOffset now)
{
    /// <summary>The chain that has ended or was parked.</summary>
    public string? EndedChain { get; private set; }

    /// <param name="commit">The commit, whose step and start are written.</param>
    /// <param name="chainId">The chain that the step's envelope was sent for.</param>
    public void Apply(StepCommit commit, string? chainId)
    {
        foreach (var envelope in commit.Sends)
        {
            Send(envelope);
        }

        ApplyFutures(commit);
        if (commit.Cancelled is { } cancellation && statements.Chains.Cancel(cancellation.ChainId, cancellation.Kind))
        {
            statements.Messages.Hurry(cancellation.ChainId, now);
            statements.Futures.Cancel(cancellation.ChainId).ForEach(ended => Send(ended.Envelope));
        }

        if (commit.DeadLetter is { } deadLetter)
        {
            Park(deadLetter, deadLetter.ChainId ?? chainId, commit.Completed);
        }
        else if (commit.Completed is { } completed)
        {
            End(completed);
        }

        ApplyAdministration(commit);
    }

    // Listeners come before waits, which may be for what they listen to.
    private void ApplyFutures(StepCommit commit)
    {
        foreach (var withdrawal in commit.Withdraws)
        {
            if (statements.Chains.State(withdrawal.ChainId).IsKept && !statements.Signals.Withdraw(withdrawal) && statements.Signals.GiveBack(withdrawal) is { } passedOn)
            {
                Settle(passedOn);
            }
        }

        foreach (var listener in commit.Listens)
        {
            if (statements.Chains.State(listener.ChainId).IsKept && statements.Signals.Add(listener) is { } heard)
            {
                Settle(heard);
            }
        }

        if (commit.Signalled is { } signal && statements.Chains.State(signal.ChainId).IsOpen && !statements.Signals.Knows(signal) && statements.Signals.Add(signal) is { } taken)
        {
            Settle(taken);
        }

        if (commit.Settled is { } settled)
        {
            Settle(settled);
        }

        if (commit.Wait is { } wait)
        {
            Wait(wait);
        }
    }

    private void Settle(FutureSettlement settled)
    {
        if (!statements.Chains.State(settled.ChainId).IsKept)
        {
            return;
        }

        if (settled.Timer is { } timer)
        {
            TakeOut(settled.ChainId, timer);
        }

        statements.Futures.Settle(settled).ForEach(End);
    }

    private void Wait(FutureWait wait)
    {
        var chain = statements.Chains.State(wait.Envelope.ChainId);
        if (!chain.IsKept)
        {
            return;
        }

        if (chain.Cancellation is not null && !wait.OutlivesCancellation)
        {
            Send(wait.Complete([]));
        }
        else if (statements.Futures.Add(wait) is { } ended)
        {
            End(ended);
        }
    }

    private void End(EndedWait wait)
    {
        Send(wait.Envelope);
        Array.ForEach(wait.Timers, timer => TakeOut(wait.Envelope.ChainId, timer));
    }

    private void Send(OutgoingEnvelope envelope)
    {
        var isHurried = envelope.DueAt > now && !envelope.OutlivesCancellation && statements.Chains.Cancellation(envelope.ChainId) is not null;
        var dueAt = isHurried ? now : envelope.DueAt;
        var places = statements.Places;
        if (dueAt > now || !places.Any)
        {
            statements.Messages.Insert(envelope, dueAt);
        }
        else if (statements.Messages.InsertLeased(envelope, dueAt, places.Owner, places.Until) is { } lease)
        {
            places.Take(new Delivery(envelope.MessageId, envelope.Body)
            {
                Attempt = lease.Attempt,
                DueAt = dueAt,
                Cancellation = statements.Chains.Cancellation(envelope.ChainId),
                Receipt = lease,
            });
        }
    }

    // Its id is remembered as if it had been committed.
    private void TakeOut(string chainId, string messageId)
    {
        if (statements.Messages.TakeOut(chainId, messageId))
        {
            statements.Chains.AddCommitted(chainId, messageId);
        }
    }

    private void Park(DeadLetter deadLetter, string? chainId, ChainCompletion? completed)
    {
        statements.DeadLetters.Add(deadLetter, chainId);
        EndedChain = chainId;
        if (chainId is null)
        {
            return;
        }

        // What it has started is kept: the dead letter may go on with it.
        if (completed is null)
        {
            statements.Chains.Park(chainId, deadLetter.Reason);
        }
        else
        {
            statements.Chains.Complete(completed);
        }
    }

    private void End(ChainCompletion completed)
    {
        EndedChain = completed.ChainId;
        if (statements.Chains.Complete(completed))
        {
            statements.Messages.TakeOutTimers(completed.ChainId);
            ForgetWhatIsOver(completed.ChainId);
        }
    }

    private void ApplyAdministration(StepCommit commit)
    {
        if (commit.Redriven is { } redrive && statements.DeadLetters.TryTake(redrive.MessageId, out var redriven))
        {
            if (redriven is not null)
            {
                Redrive(redriven);
            }

            Send(redrive.Envelope);
        }

        if (commit.Discarded is { } discarded && statements.DeadLetters.TryTake(discarded, out var left) && left is not null)
        {
            ForgetWhatIsOver(left);
        }
    }

    // A dead letter goes on, and the chain with it, unless another one is left. A chain that has a result keeps it.
    private void Redrive(string chainId)
    {
        var chain = statements.Chains.State(chainId);
        if (chain.Status == ChainStatus.Completed)
        {
            ForgetWhatIsOver(chainId);
        }
        else if (!chain.HasDeadLetters)
        {
            statements.Chains.Reopen(chainId, null);
        }
        else if (!chain.IsOpen)
        {
            statements.Chains.Reopen(chainId, "Another envelope of the chain is a dead letter.");
        }
    }

    private void ForgetWhatIsOver(string chainId)
    {
        if (!statements.Chains.State(chainId).IsKept)
        {
            statements.Futures.Forget(chainId);
            statements.Signals.Forget(chainId);
        }
    }
}

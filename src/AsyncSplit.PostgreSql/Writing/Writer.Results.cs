using AsyncSplit.Messaging;

namespace AsyncSplit.PostgreSql.Writing;

/// <content>What becomes of a turn: those who wait for it are told.</content>
internal sealed partial class Writer
{
    private void Complete(Turn turn, TurnResult result)
    {
        foreach (var delivery in result.Deliveries)
        {
            _leases.Add(Lease.Of(delivery));
        }

        Intake.Offer(result.Deliveries);
        Complete(turn.Commits, result.Refused);
        var found = result.Found.ToHashSet();
        for (var n = 1; n <= turn.Leases.Count; n++)
        {
            var work = turn.Leases[n - 1];
            if (!work.IsKept || !found.Contains(n))
            {
                _leases.Remove(work.Lease);
            }

            work.Succeed(found.Contains(n));
        }

        if (turn.ClaimCount > 0)
        {
            _next = result.Next;
            _hasBacklog = result.Claimed == turn.ClaimCount;
        }

        // More has been queued than this process takes: others may have a place. Whoever looks at the queue next, here, finds it too.
        if (turn.Batch?.NextTimer is { } timer && (_next is null || timer < _next))
        {
            _next = timer;
        }

        if ((turn.Batch is { Queues: true } || turn.Leases.Any(static work => !work.IsKept)) && (turn.ClaimCount == 0 || _hasBacklog))
        {
            _look = true;
            _notifier.Queued();
        }
    }

    private void Complete(IReadOnlyList<CommitWork> commits, int[] refused)
    {
        var superseded = refused.ToHashSet();
        for (var n = 1; n <= commits.Count; n++)
        {
            var work = commits[n - 1];
            if (work.Lease is { } lease)
            {
                _leases.Remove(lease);
            }

            if (superseded.Contains(n))
            {
                work.Succeed(CommitResult.Superseded);
                continue;
            }

            work.Succeed(CommitResult.Applied);
            if (work.Commit.Completed?.ChainId is { } ended)
            {
                Tell(ended);
            }
            else if (work.Commit.DeadLetter is { } letter && (letter.ChainId ?? work.Lease?.ChainId) is { } parked)
            {
                Tell(parked);
            }
        }
    }

    private void Tell(string chainId)
    {
        _waiters.Signal(chainId);
        _notifier.Ended(chainId);
    }

    // What is wrong with one is not to be the fault of the others.
    private async Task FailAsync(Turn turn, Exception exception)
    {
        if (turn.Works.Count <= 1)
        {
            Fail(turn, exception);
            return;
        }

        foreach (var work in turn.Works)
        {
            var batch = work is CommitWork commit ? new CommitBatch([commit], _clock.GetUtcNow(), 0) : null;
            await ExecuteAsync(new Turn([work], batch, 0) { Number = batch is null ? _number : ++_number }).ConfigureAwait(false);
        }
    }

    private void Fail(Turn turn, Exception exception)
    {
        foreach (var work in turn.Works)
        {
            work.Fail(exception);
        }

        if (turn.ClaimCount > 0)
        {
            Intake.Fail(exception);
        }

        _logger.WriteFailed(exception, _database.Name);
    }
}

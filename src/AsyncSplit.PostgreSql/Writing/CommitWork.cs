using AsyncSplit.Messaging;

namespace AsyncSplit.PostgreSql.Writing;

/// <summary>One step's commit, or that of someone outside.</summary>
internal sealed class CommitWork : Work
{
    private readonly TaskCompletionSource<CommitResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <exception cref="ArgumentException">The delivery is another transport's.</exception>
    public CommitWork(Delivery? delivery, StepCommit commit)
    {
        Lease = delivery is null ? null : Lease.Of(delivery);
        Commit = commit;
        Bytes = commit.Sends.Sum(static send => send.Body.Length) + (commit.Wait?.Envelope.Body.Length ?? 0) + (commit.Completed?.Result?.Length ?? 0);
        ChainId = Lease?.ChainId ?? commit.Started?.ChainId ?? commit.Settled?.ChainId ?? commit.Signalled?.ChainId ?? commit.Cancelled?.ChainId ?? commit.Completed?.ChainId
            ?? commit.Redriven?.Envelope.ChainId ?? (commit.Sends.Count > 0 ? commit.Sends[0].ChainId : null) ?? "";
        var isRare = commit.Listens.Count > 0 || commit.Withdraws.Count > 0 || commit.Signalled is not null || commit.Cancelled is not null || commit.DeadLetter is not null || IsAdministration;
        Sharing = isRare || commit.Started is not null ? BatchSharing.None
            : Lease is not null ? BatchSharing.Steps
            : commit.Settled is not null ? BatchSharing.Settlements
            : BatchSharing.None;
    }

    public Lease? Lease { get; }

    public StepCommit Commit { get; }

    /// <summary>The chain it is about.</summary>
    public string ChainId { get; }

    /// <summary>What else of its chain may be in the same batch.</summary>
    public BatchSharing Sharing { get; }

    /// <summary>Whether it has to be the only one of its batch: of which chain it is, the database knows.</summary>
    public bool IsAdministration => Commit.Redriven is not null || Commit.Discarded is not null;

    /// <summary>About how large it is.</summary>
    public int Bytes { get; }

    /// <summary>Ends when the transaction is committed or has failed.</summary>
    public Task<CommitResult> Task => _completion.Task;

    public void Succeed(CommitResult result) => _completion.TrySetResult(result);

    public override void Fail(Exception exception) => _completion.TrySetException(exception);

    /// <summary>The chains whose rows it changes or has to see unchanged.</summary>
    public void AddLocks(ISet<string> locks, DateTimeOffset now)
    {
        foreach (var send in Commit.Sends)
        {
            // Between a cancellation that hurries what is queued and a timer that is being queued, one has to be first.
            if (send.DueAt > now && !send.OutlivesCancellation && Commit.Started is null)
            {
                locks.Add(send.ChainId);
            }
        }

        Add(locks, Commit.Settled?.ChainId);
        Add(locks, Commit.Wait?.Envelope.ChainId);
        Add(locks, Commit.Signalled?.ChainId);
        Add(locks, Commit.Cancelled?.ChainId);
        Add(locks, Commit.Completed?.ChainId);
        foreach (var listener in Commit.Listens)
        {
            locks.Add(listener.ChainId);
        }

        foreach (var withdrawal in Commit.Withdraws)
        {
            locks.Add(withdrawal.ChainId);
        }

        if (Commit.DeadLetter is { } letter)
        {
            Add(locks, letter.ChainId ?? Lease?.ChainId);
        }
    }

    private static void Add(ISet<string> locks, string? chainId)
    {
        if (chainId is not null)
        {
            locks.Add(chainId);
        }
    }
}

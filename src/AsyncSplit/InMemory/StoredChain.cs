using AsyncSplit.Messaging;

namespace AsyncSplit.InMemory;

/// <summary>A chain in the store.</summary>
internal sealed class StoredChain(ChainRecord record)
{
    // Most chains have neither.
    private StoredFutures? _futures;
    private StoredSignals? _signals;
    private int _deadLetters;

    public ChainRecord Record { get; private set; } = record;

    /// <summary>Whether it can still end.</summary>
    public bool IsOpen => Record.Status is ChainStatus.Running or ChainStatus.Parked;

    /// <summary>Whether something may still come of it: it can end, or go on from a dead letter.</summary>
    public bool IsKept => IsOpen || _deadLetters > 0;

    /// <summary>The ids of all its envelopes, so that one that is sent again is recognised. Empty once nothing comes of it any more.</summary>
    public HashSet<string> MessageIds { get; } = new(StringComparer.Ordinal);

    /// <summary>Those of its envelopes that are queued or with a step.</summary>
    public HashSet<QueuedMessage> Messages { get; } = [];

    public List<StepRecord> Steps { get; } = [];

    /// <summary>What it has started, and waits for.</summary>
    public StoredFutures Futures => _futures ??= new StoredFutures();

    /// <summary>Its signals, and who listens.</summary>
    public StoredSignals Signals => _signals ??= new StoredSignals();

    /// <summary>How many ends of futures and waits are kept for it.</summary>
    public int FutureCount => _futures?.Count ?? 0;

    /// <summary>How many signals and listeners are kept for it.</summary>
    public int SignalCount => _signals?.Count ?? 0;

    /// <summary>Whether it has started nothing that is still to be awaited.</summary>
    public bool HasNoFutures => _futures is null or { IsEmpty: true };

    public TaskCompletionSource Ended { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The chain ends, unless it has ended already: the first end stays.</summary>
    /// <returns>Whether it has not ended before.</returns>
    public bool End(ChainCompletion completion)
    {
        if (!IsOpen)
        {
            return false;
        }

        Record = Record with { Status = completion.Status, CompletedAt = completion.CompletedAt, Result = completion.Result, Error = completion.Error, ParkedReason = null };
        ForgetWhatIsOver();
        Ended.TrySetResult();
        return true;
    }

    /// <summary>The chain ends with a dead letter, from which it may go on.</summary>
    public void Fail(ChainCompletion completion)
    {
        _deadLetters++;
        End(completion);
    }

    /// <summary>An envelope of the chain became a dead letter. It does not go on by itself, unless it has ended.</summary>
    public void Park(DeadLetter deadLetter)
    {
        _deadLetters++;
        if (IsOpen)
        {
            Record = Record with { Status = ChainStatus.Parked, ParkedReason = deadLetter.Reason };
            Ended.TrySetResult();
        }
    }

    /// <summary>A dead letter goes on, and the chain with it, unless another one is left. A chain that has a result keeps it.</summary>
    public void Redrive()
    {
        _deadLetters--;
        if (Record.Status == ChainStatus.Completed)
        {
            ForgetWhatIsOver();
        }
        else if (_deadLetters == 0 && Record.Status is ChainStatus.Parked or ChainStatus.Failed or ChainStatus.Cancelled)
        {
            Record = Record with { Status = ChainStatus.Running, CompletedAt = null, Error = null, ParkedReason = null };
            Ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        else if (!IsOpen)
        {
            Record = Record with { Status = ChainStatus.Parked, CompletedAt = null, Error = null, ParkedReason = "Another envelope of the chain is a dead letter." };
        }
    }

    /// <summary>A dead letter is thrown away.</summary>
    public void Discard()
    {
        _deadLetters--;
        ForgetWhatIsOver();
    }

    /// <summary>Notes a cancellation.</summary>
    /// <returns>False where there is one already.</returns>
    public bool Cancel(CancellationKind kind)
    {
        if (Record.Cancellation is not null)
        {
            return false;
        }

        Record = Record with { Cancellation = kind };
        return true;
    }

    /// <summary>Nobody waits for a signal's future any more.</summary>
    /// <returns>What the signal settles that had come for it; null where there is nothing of the kind.</returns>
    public FutureSettlement? Withdraw(string futureId) => !Signals.Withdraw(futureId) && Futures.Forget(futureId) ? Signals.GiveBack(Record.Id, futureId) : null;

    private void ForgetWhatIsOver()
    {
        if (!IsKept)
        {
            MessageIds.Clear();
            _futures = null;
            _signals = null;
        }
    }
}

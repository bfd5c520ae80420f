using AsyncSplit.Messaging;

namespace AsyncSplit.InMemory;

/// <content>What a commit does. The order of the parts is the contract that the other stores keep too.</content>
public sealed partial class InMemoryChains
{
    // Only what no step is behind can be refused: a step's own commit drops what comes too late.
    private bool Takes(StepCommit commit) =>
        !(commit.Started is { } start && _chains.ContainsKey(start.ChainId))
        && !(commit.Settled is { } settled && (KeptChain(settled.ChainId) is not { } settling || settling.Futures.IsSettled(settled.FutureId)))
        && !(commit.Signalled is { } signal && (OpenChain(signal.ChainId) is not { } signalled || signalled.Signals.Knows(signal.SignalId)))
        && !(commit.Cancelled is { } cancellation && OpenChain(cancellation.ChainId) is null)
        && !(commit.Redriven is { } redrive && !IsDeadLetter(redrive.MessageId))
        && !(commit.Discarded is { } discarded && !IsDeadLetter(discarded));

    private void Apply(StepCommit commit, QueuedMessage? message)
    {
        if (message is not null)
        {
            // The message of a chain that is known keeps its id there, so that it is not taken for new when it is sent again.
            Remove(message);
        }

        if (commit.Started is { } start)
        {
            _chains.Add(start.ChainId, new StoredChain(new ChainRecord { Id = start.ChainId, Handler = start.Handler, Status = ChainStatus.Running, StartedAt = start.StartedAt }));
            _start?.SetResult();
            _start = null;
        }

        foreach (var envelope in commit.Sends)
        {
            Send(envelope);
        }

        ApplyFutures(commit);
        if (commit.Step is { } step && _chains.TryGetValue(step.ChainId, out var stepped))
        {
            stepped.Steps.Add(step);
        }

        if (commit.Cancelled is { } cancellation && OpenChain(cancellation.ChainId) is { } cancelled && cancelled.Cancel(cancellation.Kind))
        {
            Cancel(cancelled, cancellation.At);
        }

        if (commit.DeadLetter is { } deadLetter)
        {
            Park(deadLetter, deadLetter.ChainId ?? message?.Envelope.ChainId, commit.Completed);
        }
        else if (commit.Completed is { } completed && _chains.TryGetValue(completed.ChainId, out var ended))
        {
            End(ended, completed);
        }

        ApplyAdministration(commit);
    }

    // Listeners come before waits, which may be for what they listen to.
    private void ApplyFutures(StepCommit commit)
    {
        foreach (var withdrawal in commit.Withdraws)
        {
            if (KeptChain(withdrawal.ChainId)?.Withdraw(withdrawal.FutureId) is { } passedOn)
            {
                Settle(passedOn);
            }
        }

        foreach (var listener in commit.Listens)
        {
            if (KeptChain(listener.ChainId)?.Signals.Add(listener) is { } heard)
            {
                Settle(heard);
            }
        }

        if (commit.Signalled is { } signal && OpenChain(signal.ChainId)?.Signals is { } signals && !signals.Knows(signal.SignalId) && signals.Add(signal) is { } taken)
        {
            Settle(taken);
        }

        if (commit.Settled is { } settled)
        {
            Settle(settled);
        }

        if (commit.Wait is { } wait && KeptChain(wait.Envelope.ChainId) is { } waiting && !waiting.MessageIds.Contains(wait.Envelope.MessageId))
        {
            if (waiting.Record.Cancellation is not null && !wait.OutlivesCancellation)
            {
                Send(wait.Complete([]));
            }
            else if (waiting.Futures.Add(wait) is { } ready)
            {
                Send(ready);
                RemoveTimers(wait);
            }
        }
    }

    private void ApplyAdministration(StepCommit commit)
    {
        if (commit.Redriven is { } redrive && TakeDeadLetter(redrive.MessageId, out var redriven))
        {
            redriven?.Redrive();
            Send(redrive.Envelope);
        }

        if (commit.Discarded is { } discarded && TakeDeadLetter(discarded, out var left))
        {
            left?.Discard();
        }
    }

    private void Settle(FutureSettlement settled)
    {
        if (KeptChain(settled.ChainId) is not { } chain)
        {
            return;
        }

        if (settled.Timer is { } timer)
        {
            RemoveQueued(timer);
        }

        foreach (var (wait, envelope) in chain.Futures.Settle(settled))
        {
            Send(envelope);
            RemoveTimers(wait);
        }
    }

    private void Cancel(StoredChain chain, DateTimeOffset now)
    {
        foreach (var message in chain.Messages.Where(message => message.Lease is null && message.DueAt > now && !message.Envelope.OutlivesCancellation).ToList())
        {
            Enqueue(message, now);
        }

        foreach (var wait in chain.Futures.CancelWaits())
        {
            Send(wait.Complete([]));
        }
    }

    private void Park(DeadLetter deadLetter, string? chainId, ChainCompletion? completed)
    {
        var chain = chainId is null ? null : _chains.GetValueOrDefault(chainId);
        _deadLetters.Add((deadLetter, chain));
        if (chain is null)
        {
            return;
        }

        // What it has started is kept: the dead letter may go on with it.
        if (completed is null)
        {
            chain.Park(deadLetter);
        }
        else
        {
            chain.Fail(completed);
        }
    }

    private void End(StoredChain chain, ChainCompletion completed)
    {
        if (!chain.End(completed))
        {
            return;
        }

        foreach (var timer in chain.Messages.Where(static message => message.IsTimer).ToList())
        {
            Remove(timer);
        }
    }

    private void RemoveTimers(FutureWait wait)
    {
        foreach (var timer in wait.Timers)
        {
            RemoveQueued(timer);
        }
    }

    private void RemoveQueued(string messageId)
    {
        if (_messages.TryGetValue(messageId, out var message))
        {
            Remove(message);
        }
    }

    private void Remove(QueuedMessage message)
    {
        message.Place = 0;
        _messages.Remove(message.Envelope.MessageId);
        ChainOf(message)?.Messages.Remove(message);
    }

    private void Send(OutgoingEnvelope envelope)
    {
        var isNew = _chains.TryGetValue(envelope.ChainId, out var chain) ? chain.MessageIds.Add(envelope.MessageId) : !_messages.ContainsKey(envelope.MessageId);
        if (!isNew)
        {
            return;
        }

        var message = new QueuedMessage(envelope, chain);
        _messages.Add(envelope.MessageId, message);
        chain?.Messages.Add(message);
        var isHurried = chain?.Record.Cancellation is not null && !envelope.OutlivesCancellation && envelope.DueAt > clock.GetUtcNow();
        Enqueue(message, isHurried ? clock.GetUtcNow() : envelope.DueAt);
    }

    private void Enqueue(QueuedMessage message, DateTimeOffset dueAt)
    {
        message.DueAt = dueAt;
        message.Place = ++_sequence;
        var isDue = dueAt <= clock.GetUtcNow();
        if (isDue && (_ready.Count == 0 || dueAt >= _lastReady))
        {
            _ready.Enqueue((message, message.Place));
            _lastReady = dueAt;
        }
        else
        {
            _sorted.Enqueue((message, message.Place), (dueAt.UtcTicks, message.Place));
        }

        if (_arrival is not null && dueAt < _awake && !(isDue && Volatile.Read(ref _expected) > 0))
        {
            WakeReceivers();
        }
    }

    private void WakeReceivers()
    {
        _arrival!.SetResult();
        _arrival = null;
    }

    private StoredChain? ChainOf(QueuedMessage message) => message.Chain ?? _chains.GetValueOrDefault(message.Envelope.ChainId);

    private StoredChain? OpenChain(string chainId) => _chains.TryGetValue(chainId, out var chain) && chain.IsOpen ? chain : null;

    private StoredChain? KeptChain(string chainId) => _chains.TryGetValue(chainId, out var chain) && chain.IsKept ? chain : null;

    private bool IsDeadLetter(string messageId) => _deadLetters.Exists(kept => kept.DeadLetter.MessageId == messageId);

    private bool TakeDeadLetter(string messageId, out StoredChain? chain)
    {
        chain = null;
        var index = _deadLetters.FindIndex(kept => kept.DeadLetter.MessageId == messageId);
        if (index < 0)
        {
            return false;
        }

        chain = _deadLetters[index].Chain;
        _deadLetters.RemoveAt(index);
        return true;
    }
}

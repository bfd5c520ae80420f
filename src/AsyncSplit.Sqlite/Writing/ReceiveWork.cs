using AsyncSplit.Messaging;

namespace AsyncSplit.Sqlite.Writing;

/// <summary>A receiver that waits for envelopes. Either it is cancelled or it gets what was leased for it, never both.</summary>
internal sealed class ReceiveWork(int maxCount, CancellationToken cancellationToken) : Work
{
    private const int Waiting = 0;
    private const int Claiming = 1;
    private const int Cancelled = 2;

    private readonly TaskCompletionSource<IReadOnlyList<Delivery>> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IReadOnlyList<Delivery> _deliveries = [];
    private int _state;

    public int MaxCount => maxCount;

    public bool IsCancelled => Volatile.Read(ref _state) == Cancelled;

    /// <summary>Waits for <see cref="Succeed"/>, <see cref="Fail"/> or the cancellation.</summary>
    public async ValueTask<IReadOnlyList<Delivery>> WaitAsync()
    {
        using (cancellationToken.UnsafeRegister(static work => ((ReceiveWork)work!).Cancel(), this))
        {
            return await _completion.Task.ConfigureAwait(false);
        }
    }

    /// <summary>From here on it cannot be cancelled.</summary>
    /// <returns>False when it has been.</returns>
    public bool TryBegin() => Interlocked.CompareExchange(ref _state, Claiming, Waiting) == Waiting;

    /// <summary>What was leased for it, in a transaction that is still to be committed.</summary>
    public void Take(IReadOnlyList<Delivery> deliveries) => _deliveries = deliveries;

    /// <summary>Nothing was due: it can be cancelled again.</summary>
    public void WaitOn()
    {
        Volatile.Write(ref _state, Waiting);
        if (cancellationToken.IsCancellationRequested)
        {
            Cancel();
        }
    }

    public void Succeed() => _completion.TrySetResult(_deliveries);

    public override void Fail(Exception exception) => _completion.TrySetException(exception);

    private void Cancel()
    {
        if (Interlocked.CompareExchange(ref _state, Cancelled, Waiting) == Waiting)
        {
            _completion.TrySetCanceled(cancellationToken);
        }
    }
}

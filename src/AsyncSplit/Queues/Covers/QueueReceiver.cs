namespace AsyncSplit.Queues.Covers;

/// <summary>Receives from several queues at a time. What one call leaves behind the next one gets.</summary>
internal sealed class QueueReceiver(IEnvelopeQueues queues, IReadOnlyList<string> names)
{
    private readonly SemaphoreSlim _entry = new(1, 1);
    private readonly Task<IReadOnlyList<ReceivedEnvelope>>?[] _pending = new Task<IReadOnlyList<ReceivedEnvelope>>?[names.Count];
    private readonly Queue<ReceivedEnvelope> _left = new();

    /// <summary>Waits until at least one message has come.</summary>
    /// <exception cref="OperationCanceledException">The token is cancelled: nothing is kept then.</exception>
    public async ValueTask<IReadOnlyList<ReceivedEnvelope>> ReceiveAsync(int maxCount, CancellationToken cancellationToken)
    {
        if (names.Count == 1)
        {
            return await ReceiveOneQueueAsync(maxCount, cancellationToken).ConfigureAwait(false);
        }

        await _entry.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (_left.Count == 0)
            {
                await CollectAsync(maxCount, cancellationToken).ConfigureAwait(false);
            }

            var received = new List<ReceivedEnvelope>(Math.Min(maxCount, _left.Count));
            while (received.Count < maxCount && _left.TryDequeue(out var envelope))
            {
                received.Add(envelope);
            }

            return received;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await GiveBackAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            _entry.Release();
        }
    }

    private async ValueTask<IReadOnlyList<ReceivedEnvelope>> ReceiveOneQueueAsync(int maxCount, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await queues.ReceiveAsync(names[0], maxCount, cancellationToken).ConfigureAwait(false) is { Count: > 0 } received)
            {
                return received;
            }
        }
    }

    private async Task CollectAsync(int maxCount, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        for (var index = 0; index < names.Count; index++)
        {
            _pending[index] ??= queues.ReceiveAsync(names[index], maxCount, cancellationToken).AsTask();
        }

        await Task.WhenAny(_pending!).ConfigureAwait(false);
        for (var index = 0; index < names.Count; index++)
        {
            if (_pending[index] is { IsCompleted: true } ended)
            {
                _pending[index] = null;
                foreach (var envelope in await ended.ConfigureAwait(false))
                {
                    _left.Enqueue(envelope);
                }
            }
        }
    }

    // All receiving ends with the token; what one of them has got at the last moment belongs to nobody.
    private async ValueTask GiveBackAsync()
    {
        for (var index = 0; index < names.Count; index++)
        {
            if (_pending[index] is { } pending)
            {
                _pending[index] = null;
                await ((Task)pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (pending.IsCompletedSuccessfully)
                {
                    foreach (var envelope in pending.Result)
                    {
                        _left.Enqueue(envelope);
                    }
                }
            }
        }

        while (_left.TryDequeue(out var left))
        {
            await queues.ReturnAsync(left.Receipt!, TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
        }
    }
}

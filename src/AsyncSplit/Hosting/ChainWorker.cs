using System.Collections.Concurrent;
using AsyncSplit.Diagnostics;
using AsyncSplit.Engine;
using AsyncSplit.Messaging;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AsyncSplit.Hosting;

/// <summary>Receives envelopes and runs their steps, a bounded number at a time, until the host stops.</summary>
internal sealed class ChainWorker(
    IChainTransport transport, StepRunner runner, WorkerState state, TimeProvider clock, IOptions<AsyncSplitOptions> options, ILogger<ChainWorker> logger) : BackgroundService
{
    // Steps that were cancelled get this long to notice, before their envelopes are given back without them.
    private static readonly TimeSpan s_cancelTimeout = TimeSpan.FromSeconds(2);

    // So many steps a place runs one after the other before whatever else the process has to do gets its turn.
    private const int StepsInTurn = 64;

    private readonly AsyncSplitOptions _options = options.Value;
    private readonly ConcurrentDictionary<WorkerPlace, Task> _running = new();
    private readonly IPromptTransport? _prompt = transport as IPromptTransport;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not linked to the stopping token: steps go on while the worker drains. Not disposed of: a step that outlives the worker still has them.
        var cancelSteps = new CancellationTokenSource();
        var places = new SemaphoreSlim(_options.MaxConcurrentSteps);
        await ReceiveUntilStoppedAsync(places, stoppingToken, cancelSteps.Token).ConfigureAwait(false);
        await DrainAsync(cancelSteps).ConfigureAwait(false);
    }

    private async Task ReceiveUntilStoppedAsync(SemaphoreSlim places, CancellationToken stopping, CancellationToken cancelSteps)
    {
        var faults = 0;
        while (!stopping.IsCancellationRequested)
        {
            var free = 0;
            IReadOnlyList<Delivery> deliveries = [];
            try
            {
                await places.WaitAsync(stopping).ConfigureAwait(false);
                free = 1;
                while (places.Wait(0, CancellationToken.None))
                {
                    free++;
                }

                deliveries = await transport.ReceiveAsync(free, stopping).ConfigureAwait(false);
                faults = 0;
                state.Received();
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                // Nothing more is received, whether it was cancelled or the transport is gone already: a host that is disposed of without a stop takes both at once.
                return;
            }
            catch (Exception exception)
            {
                var delay = _options.FaultDelayAfter(++faults);
                state.Failed(exception);
                logger.ReceiveFailed(exception, delay);
                await Task.Delay(delay, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (free > deliveries.Count)
            {
                places.Release(free - deliveries.Count);
            }

            foreach (var delivery in deliveries)
            {
                Start(delivery, places, stopping, cancelSteps);
            }
        }
    }

    private void Start(Delivery delivery, SemaphoreSlim places, CancellationToken stopping, CancellationToken cancelSteps)
    {
        state.Started();
        var place = new WorkerPlace(delivery);
        var steps = Task.Run(() => RunAsync(place, stopping, cancelSteps), CancellationToken.None);
        _running[place] = steps;
        _ = steps.ContinueWith(
            _ =>
            {
                _running.TryRemove(place, out Task? _);
                state.Ended();
                places.Release();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private async Task RunAsync(WorkerPlace place, CancellationToken stopping, CancellationToken cancelSteps)
    {
        for (var steps = 1; await RunAsync(place.Delivery, stopping, cancelSteps).ConfigureAwait(false) is { } next; steps++)
        {
            place.Delivery = next;
            if (steps % StepsInTurn == 0)
            {
                await Task.Yield();
            }
        }
    }

    /// <summary>Runs a step.</summary>
    /// <returns>What the transport had for its place when it was committed; null for nothing.</returns>
    private async ValueTask<Delivery?> RunAsync(Delivery delivery, CancellationToken stopping, CancellationToken cancelSteps)
    {
        IPromptTransport? next = null;
        try
        {
            // A commit may take long too, where the store is slow or gone for a while.
            await using var lease = LeaseKeeper.Of(transport, delivery, clock, logger);
            if (await runner.ExecuteAsync(delivery, cancelSteps).ConfigureAwait(false) is { } commit)
            {
                lease?.MayEnd();
                next = stopping.IsCancellationRequested ? null : _prompt;
                next?.Expect();
                await runner.CommitAsync(delivery, commit, CancellationToken.None).ConfigureAwait(false);
            }
            else
            {
                if (lease is not null)
                {
                    await lease.DisposeAsync().ConfigureAwait(false);
                }

                logger.StepAbandoned(delivery.MessageId);
                await transport.ReleaseAsync(delivery, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            var delay = _options.FaultDelayAfter(delivery.Attempt);
            logger.StepFaulted(exception, delivery.MessageId, delivery.Attempt, delay);
            await GiveBackAsync(delivery, () => transport.AbandonAsync(delivery, delay, CancellationToken.None)).ConfigureAwait(false);
        }

        return next?.TryReceive();
    }

    private async Task DrainAsync(CancellationTokenSource cancelSteps)
    {
        if (_running.IsEmpty)
        {
            return;
        }

        logger.Draining(_running.Count, _options.DrainTimeout);
        if (await AllEndAsync(_options.DrainTimeout).ConfigureAwait(false))
        {
            return;
        }

        await cancelSteps.CancelAsync().ConfigureAwait(false);
        if (await AllEndAsync(s_cancelTimeout).ConfigureAwait(false))
        {
            return;
        }

        // Whatever these steps still do, their commits find the lease gone.
        var left = _running.Keys.Select(place => place.Delivery).ToArray();
        logger.DrainTimedOut(left.Length);
        foreach (var delivery in left)
        {
            await GiveBackAsync(delivery, () => transport.ReleaseAsync(delivery, CancellationToken.None)).ConfigureAwait(false);
        }
    }

    private async Task<bool> AllEndAsync(TimeSpan timeout)
    {
        var all = Task.WhenAll(_running.Values);
        return await Task.WhenAny(all, Task.Delay(timeout, clock)).ConfigureAwait(false) == all;
    }

    private async Task GiveBackAsync(Delivery delivery, Func<ValueTask> give)
    {
        try
        {
            await give().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            logger.AbandonFailed(exception, delivery.MessageId);
        }
    }
}

using AsyncSplit.Diagnostics;
using AsyncSplit.Messaging;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.Hosting;

/// <summary>Renews the lease of a delivery while its step runs and is committed.</summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly CancellationTokenSource? _ended;
    private readonly Task _renewing = Task.CompletedTask;
    private volatile bool _mayEnd;

    public LeaseKeeper(IChainTransport transport, Delivery delivery, TimeProvider clock, ILogger logger)
    {
        if (transport.LeaseDuration != Timeout.InfiniteTimeSpan)
        {
            _ended = new CancellationTokenSource();
            _renewing = RenewAsync(transport, delivery, clock, logger, _ended.Token);
        }
    }

    /// <summary>The step is being committed, which ends the lease: that it cannot be renewed is nothing to speak of any more.</summary>
    public void MayEnd() => _mayEnd = true;

    public async ValueTask DisposeAsync()
    {
        if (_ended is { IsCancellationRequested: false })
        {
            await _ended.CancelAsync().ConfigureAwait(false);
            await _renewing.ConfigureAwait(false);
            _ended.Dispose();
        }
    }

    private async Task RenewAsync(IChainTransport transport, Delivery delivery, TimeProvider clock, ILogger logger, CancellationToken ended)
    {
        // Twice before it would end, so that one failed try does not lose it.
        var period = transport.LeaseDuration / 3;
        while (true)
        {
            await Task.Delay(period, clock, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCancellationRequested)
            {
                return;
            }

            try
            {
                if (!await transport.RenewAsync(delivery, ended).ConfigureAwait(false))
                {
                    if (!_mayEnd)
                    {
                        logger.LeaseLost(delivery.MessageId);
                    }

                    return;
                }
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                logger.RenewFailed(exception, delivery.MessageId);
            }
        }
    }
}

using AsyncSplit.Diagnostics;
using AsyncSplit.Messaging;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.Hosting;

/// <summary>Renews the lease of a delivery while its step runs and is committed.</summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _renewing;
    private volatile bool _mayEnd;

    private LeaseKeeper(IChainTransport transport, Delivery delivery, TimeProvider clock, ILogger logger) => _renewing = RenewAsync(transport, delivery, clock, logger, _ended.Token);

    /// <summary>Begins to renew; null where leases do not expire.</summary>
    public static LeaseKeeper? Of(IChainTransport transport, Delivery delivery, TimeProvider clock, ILogger logger) =>
        transport.LeaseDuration == Timeout.InfiniteTimeSpan ? null : new LeaseKeeper(transport, delivery, clock, logger);

    /// <summary>The step is being committed, which ends the lease: that it cannot be renewed is nothing to speak of any more.</summary>
    public void MayEnd() => _mayEnd = true;

    public async ValueTask DisposeAsync()
    {
        if (!_ended.IsCancellationRequested)
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

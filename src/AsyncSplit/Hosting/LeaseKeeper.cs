using AsyncSplit.Diagnostics;
using AsyncSplit.Messaging;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.Hosting;

/// <summary>Renews the lease of a delivery while its step runs.</summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly CancellationTokenSource? _ended;
    private readonly Task _renewing = Task.CompletedTask;

    public LeaseKeeper(IChainTransport transport, Delivery delivery, TimeProvider clock, ILogger logger)
    {
        if (transport.LeaseDuration != Timeout.InfiniteTimeSpan)
        {
            _ended = new CancellationTokenSource();
            _renewing = RenewAsync(transport, delivery, clock, logger, _ended.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_ended is not null)
        {
            await _ended.CancelAsync().ConfigureAwait(false);
            await _renewing.ConfigureAwait(false);
            _ended.Dispose();
        }
    }

    private static async Task RenewAsync(IChainTransport transport, Delivery delivery, TimeProvider clock, ILogger logger, CancellationToken ended)
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
                    logger.LeaseLost(delivery.MessageId);
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

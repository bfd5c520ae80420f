using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.AzureFunctions.Storage;

/// <summary>Removes items whose time is up, now and then.</summary>
/// <param name="items">The table.</param>
/// <param name="interval">How often; infinite for never.</param>
/// <param name="clock">The time.</param>
/// <param name="logger">The log.</param>
internal sealed class ItemPurger(TableItems items, TimeSpan interval, TimeProvider clock, ILogger<ItemPurger> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, clock);
        while (await NextAsync(timer, stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await items.PurgeAsync(clock.GetUtcNow(), stoppingToken).ConfigureAwait(false);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                // The host stops: the rest is removed by the next one.
            }
            catch (Exception exception)
            {
                logger.PurgeFailed(exception, interval);
            }
        }
    }

    private static async ValueTask<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

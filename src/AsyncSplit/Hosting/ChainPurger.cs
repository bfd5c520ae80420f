using AsyncSplit.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AsyncSplit.Hosting;

/// <summary>Removes chains that ended long ago, where the options say what that is.</summary>
/// <remarks>It asks for the store only then: a process may have none.</remarks>
internal sealed class ChainPurger(Func<IChainAdministration> administration, TimeProvider clock, IOptions<AsyncSplitOptions> options, ILogger<ChainPurger> logger) : BackgroundService
{
    private readonly AsyncSplitOptions _options = options.Value;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_options.Retention is null && _options.FailedRetention is null)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            await PurgeAsync(stoppingToken).ConfigureAwait(false);
            await Task.Delay(_options.PurgeInterval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PurgeAsync(CancellationToken stoppingToken)
    {
        try
        {
            var now = clock.GetUtcNow();
            var chains = administration();
            var purged = _options.Retention is { } retention ? await chains.PurgeAsync(now - retention, withFailed: false, stoppingToken).ConfigureAwait(false) : 0;
            if (_options.FailedRetention is { } failed)
            {
                purged += await chains.PurgeAsync(now - failed, withFailed: true, stoppingToken).ConfigureAwait(false);
            }

            logger.Purged(purged);
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops: the rest is purged by the next one.
        }
        catch (Exception exception)
        {
            logger.PurgeFailed(exception, _options.PurgeInterval);
        }
    }
}

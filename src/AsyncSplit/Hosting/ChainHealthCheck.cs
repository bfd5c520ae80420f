using AsyncSplit.Messaging;
using AsyncSplit.Queues;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AsyncSplit.Hosting;

/// <summary>Whether the store answers, and the worker of this process, where there is one, receives.</summary>
internal sealed class ChainHealthCheck(IChainStore store, WorkerState worker) : IHealthCheck
{
    // No chain has such an id: they are longer, or the application's own.
    private const string NoChain = "$health";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var data = new Dictionary<string, object> { ["runningSteps"] = worker.Running };
        if (store is QueuedChains { HasTable: false })
        {
            // Such a process is whole: whoever needs the table is another one.
            return ResultOf(context, "This process has no store of chains.", data);
        }

        try
        {
            await store.FindAsync(NoChain, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "The store of the chains does not answer.", exception, data);
        }

        return ResultOf(context, "The store of the chains answers.", data);
    }

    private HealthCheckResult ResultOf(HealthCheckContext context, string healthy, Dictionary<string, object> data) => worker.Fault is { } fault
        ? new HealthCheckResult(context.Registration.FailureStatus, "The worker cannot receive envelopes; it tries again.", fault, data)
        : HealthCheckResult.Healthy(healthy, data);
}

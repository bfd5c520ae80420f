using AsyncSplit.Hosting;
using AsyncSplit.Messaging;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds AsyncSplit to an application's health checks.</summary>
public static class AsyncSplitHealthChecksExtensions
{
    /// <summary>Checks that the store of the chains answers and that the worker of this process, where there is one, receives.</summary>
    /// <param name="builder">What <c>services.AddHealthChecks()</c> gives.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">What is reported when it fails; <see cref="HealthStatus.Unhealthy"/> by default.</param>
    /// <param name="tags">To filter by: whether it belongs to readiness or to liveness, say.</param>
    /// <example><code>services.AddHealthChecks().AddAsyncSplit();</code></example>
    public static IHealthChecksBuilder AddAsyncSplit(this IHealthChecksBuilder builder, string name = "asyncsplit", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name, static services => new ChainHealthCheck(services.GetRequiredService<IChainStore>(), services.GetRequiredService<WorkerState>()), failureStatus, tags));
    }
}

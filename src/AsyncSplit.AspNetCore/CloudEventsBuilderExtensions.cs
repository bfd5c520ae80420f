using AsyncSplit.AspNetCore;
using AsyncSplit.AspNetCore.Steps;
using AsyncSplit.Hosting;
using AsyncSplit.Queues;
using AsyncSplit.Runtime;
using AsyncSplit.Security;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit;

/// <summary>Sends envelopes to a broker that pushes.</summary>
public static class CloudEventsBuilderExtensions
{
    // Pooled connections that are made anew now and then, so that an address may move.
    private static readonly TimeSpan s_connectionLifetime = TimeSpan.FromMinutes(2);

    /// <summary>Sends envelopes as CloudEvents to a broker, which pushes them to the endpoint of <c>MapChainSteps</c>: Knative, Cloud Run and the like.</summary>
    /// <param name="builder">What <c>AddAsyncSplitCore</c> configures.</param>
    /// <param name="configure">Where to, and how.</param>
    /// <remarks>
    /// Such a broker keeps nothing back: <c>Task.Delay</c>, time-outs, deadlines and retries with a pause fail with an error that says so. What awaits started calls, callbacks or signals needs
    /// <see cref="CloudEventsOptions.Items"/>.
    /// </remarks>
    /// <exception cref="InvalidOperationException">Nothing says where to.</exception>
    public static AsyncSplitBuilder UseCloudEvents(this AsyncSplitBuilder builder, Action<CloudEventsOptions>? configure = null) => UseCloudEvents(builder, configure, Environment.GetEnvironmentVariable);

    internal static AsyncSplitBuilder UseCloudEvents(AsyncSplitBuilder builder, Action<CloudEventsOptions>? configure, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new CloudEventsOptions { Sink = environment("K_SINK") is { Length: > 0 } sink ? new Uri(sink) : null };
        configure?.Invoke(options);
        var hasQueues = environment("ASYNCSPLIT_QUEUES") is { Length: > 0 };
        if (options.Sink is null && !hasQueues)
        {
            throw new InvalidOperationException("Nothing says where envelopes are posted to: set CloudEventsOptions.Sink, or in the environment K_SINK, or ASYNCSPLIT_QUEUES.");
        }

        return builder.UseQueues(
            services => new CloudEventQueues(
                new HttpClient(options.Handler ?? new SocketsHttpHandler { PooledConnectionLifetime = s_connectionLifetime }, disposeHandler: options.Handler is null) { Timeout = options.SendTimeout },
                options,
                services.GetRequiredService<EnvelopeSignatures>(),
                services.GetRequiredService<TimeProvider>()),
            services => hasQueues
                ? FunctionQueueMap.FromEnvironment(services.GetRequiredService<ChainRegistry>(), environment: environment)
                : FunctionQueueMap.Single(services.GetRequiredService<ChainRegistry>(), options.Sink!.AbsoluteUri),
            options.Items,
            options.Chains);
    }
}

using AsyncSplit.ClaimChecks;
using AsyncSplit.Hosting;
using AsyncSplit.Messaging;
using AsyncSplit.Queues;
using AsyncSplit.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AsyncSplit;

/// <summary>Keeps chains in message queues, and a table beside them.</summary>
public static class QueuesBuilderExtensions
{
    /// <summary>Sends envelopes through queues, and keeps what has to be remembered in a table: what the packages of clouds are made with.</summary>
    /// <param name="builder">What <c>AddAsyncSplit</c> or <c>AddAsyncSplitCore</c> configures.</param>
    /// <param name="queues">Makes what sends and receives.</param>
    /// <param name="map">Makes what says which queue an envelope goes to.</param>
    /// <param name="items">Makes the table; null, or a result of null, where this process has none. Then joins, callbacks, signals and questions about chains fail, and the ends of chains go to a process that has one.</param>
    /// <param name="configure">How they are used.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option cannot be.</exception>
    public static AsyncSplitBuilder UseQueues(
        this AsyncSplitBuilder builder,
        Func<IServiceProvider, IEnvelopeQueues> queues,
        Func<IServiceProvider, IQueueMap> map,
        Func<IServiceProvider, IItemStore?>? items = null,
        Action<QueuedChainsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(queues);
        ArgumentNullException.ThrowIfNull(map);
        var options = new QueuedChainsOptions();
        configure?.Invoke(options);
        options.Validate();

        // The container disposes of what these make.
        builder.Services.Replace(ServiceDescriptor.Singleton(queues));
        builder.Services.Replace(ServiceDescriptor.Singleton(map));
        builder.Services.Replace(ServiceDescriptor.Singleton(typeof(IItemStore), services => items?.Invoke(services)!));
        builder.Services.Replace(ServiceDescriptor.Singleton(services => new QueuedChains(
            services.GetRequiredService<IEnvelopeQueues>(),
            services.GetRequiredService<IQueueMap>(),
            services.GetService<IItemStore>(),
            services.GetService<IClaimStore>(),
            services.GetRequiredService<ChainRegistry>(),
            services.GetRequiredService<TimeProvider>(),
            options,
            services.GetRequiredService<IOptions<AsyncSplitOptions>>().Value,
            services.GetService<ILogger<QueuedChains>>() ?? NullLogger<QueuedChains>.Instance)));
        builder.Services.Replace(ServiceDescriptor.Singleton<IChainTransport>(static services => services.GetRequiredService<QueuedChains>()));
        builder.Services.Replace(ServiceDescriptor.Singleton<IChainCommitter>(static services => services.GetRequiredService<QueuedChains>()));
        builder.Services.Replace(ServiceDescriptor.Singleton<IChainStore>(static services => services.GetRequiredService<QueuedChains>()));
        return builder;
    }
}

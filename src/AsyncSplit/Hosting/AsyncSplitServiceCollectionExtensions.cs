using AsyncSplit;
using AsyncSplit.Engine;
using AsyncSplit.Hosting;
using AsyncSplit.Messaging;
using AsyncSplit.Protection;
using AsyncSplit.Routing;
using AsyncSplit.Runtime;
using AsyncSplit.Security;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds AsyncSplit to an application's services.</summary>
public static class AsyncSplitServiceCollectionExtensions
{
    /// <summary>Adds the client and a worker that runs steps in this process.</summary>
    /// <example><code>services.AddAsyncSplit(chains => chains.AddChainables().UseInMemory());</code></example>
    public static IServiceCollection AddAsyncSplit(this IServiceCollection services, Action<AsyncSplitBuilder> configure)
    {
        AddAsyncSplitCore(services, configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ChainWorker>(CreateWorker));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ChainPurger>(CreatePurger));
        return services;
    }

    /// <summary>Adds the client and what runs single steps, but no worker: for processes that only start chains, and for hosts that are handed their envelopes.</summary>
    /// <remarks>May be called more than once: later calls add to what earlier ones configured.</remarks>
    public static IServiceCollection AddAsyncSplitCore(this IServiceCollection services, Action<AsyncSplitBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = services.Where(service => service.ServiceType == typeof(AsyncSplitBuilder)).Select(service => service.ImplementationInstance).OfType<AsyncSplitBuilder>().FirstOrDefault();
        if (builder is null)
        {
            builder = new AsyncSplitBuilder(services);
            services.AddSingleton(builder);
            services.AddSingleton(builder.Registry);
        }

        builder.Unprotect();
        configure(builder);
        builder.Protect();
        builder.AddHandlers();
        services.TryAddSingleton(_ => builder.CreateHandlerServices());
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<WorkerState>();
        services.TryAddSingleton(provider => new CallbackTokens(provider.GetService<ChainKeyRing>()));
        services.TryAddSingleton(CreateForeignCalls);
        services.TryAddSingleton(provider => new EnvelopeOpener(provider.GetService<EnvelopeProtection>(), provider.GetRequiredService<ChainRegistry>()));
        services.TryAddSingleton<IChainClient>(CreateClient);
        services.TryAddSingleton<IChainAdministration>(CreateAdministration);
        services.TryAddSingleton(CreateRunner);
        services.TryAddSingleton(CreatePushedSteps);
        return services;
    }

    private static ChainClient CreateClient(IServiceProvider provider) => new(
        provider.GetRequiredService<IChainCommitter>(),
        provider.GetRequiredService<IChainStore>(),
        provider.GetRequiredService<ChainRegistry>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<CallbackTokens>());

    private static ChainAdministration CreateAdministration(IServiceProvider provider) => new(
        provider.GetRequiredService<IChainCommitter>(),
        provider.GetRequiredService<IChainStore>(),
        provider.GetRequiredService<ChainRegistry>(),
        provider.GetRequiredService<EnvelopeOpener>(),
        provider.GetRequiredService<TimeProvider>());

    private static ChainPurger CreatePurger(IServiceProvider provider) => new(
        provider.GetRequiredService<IChainAdministration>, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IOptions<AsyncSplitOptions>>(), LoggerOf<ChainPurger>(provider));

    private static ForeignCalls CreateForeignCalls(IServiceProvider provider) => new(
        provider.GetRequiredService<IChainCommitter>(),
        provider.GetRequiredService<IChainStore>(),
        new ContinuationSeal(provider.GetService<ChainKeyRing>()),
        provider.GetServices<IChainRouter>(),
        provider.GetRequiredService<TimeProvider>());

    private static StepRunner CreateRunner(IServiceProvider provider) => new(
        provider.GetRequiredService<IServiceScopeFactory>(),
        provider.GetRequiredService<ChainRegistry>(),
        provider.GetRequiredService<HandlerServices>(),
        GetCommitter(provider),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<CallbackTokens>(),
        provider.GetRequiredService<ForeignCalls>(),
        provider.GetRequiredService<EnvelopeOpener>(),
        provider.GetServices<IStepObserver>(),
        provider.GetRequiredService<IOptions<AsyncSplitOptions>>(),
        LoggerOf<StepRunner>(provider));

    private static IChainCommitter GetCommitter(IServiceProvider provider) =>
        provider.GetRequiredService<IChainCommitter>() is var committer && (committer is ProtectedCommitter || provider.GetService<EnvelopeProtection>() is null)
            ? committer
            : throw new InvalidOperationException("Envelopes are to be protected, and the transport was registered where that is not seen: register it within AddAsyncSplit, or before.");

    private static PushedSteps CreatePushedSteps(IServiceProvider provider) => new(
        provider.GetRequiredService<IChainTransport>(),
        provider.GetRequiredService<StepRunner>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<IOptions<AsyncSplitOptions>>(),
        LoggerOf<PushedSteps>(provider));

    private static ChainWorker CreateWorker(IServiceProvider provider)
    {
        // What is resolved after the worker would be disposed of before it, and the store may be the transport: a host that nobody has stopped would take it from the worker.
        _ = provider.GetService<IChainStore>();
        return new ChainWorker(
            provider.GetRequiredService<IChainTransport>(),
            provider.GetRequiredService<StepRunner>(),
            provider.GetRequiredService<WorkerState>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<AsyncSplitOptions>>(),
            LoggerOf<ChainWorker>(provider));
    }

    private static ILogger<T> LoggerOf<T>(IServiceProvider provider) => provider.GetService<ILogger<T>>() ?? NullLogger<T>.Instance;
}

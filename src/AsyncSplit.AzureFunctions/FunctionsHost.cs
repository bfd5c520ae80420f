using System.Globalization;
using AsyncSplit.AzureFunctions.Functions;
using AsyncSplit.AzureFunctions.Storage;
using AsyncSplit.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AsyncSplit.AzureFunctions;

/// <summary>Runs an executable as the custom handler of an Azure Functions app: the Functions host watches the queues, and posts each message to it.</summary>
public static class FunctionsHost
{
    /// <summary>Takes invocations until the Functions host ends the process.</summary>
    /// <typeparam name="TStartup">Adds the services.</typeparam>
    /// <param name="args">The program's arguments, for the configuration.</param>
    /// <param name="map">Maps what HTTP-triggered functions forward; null for <c>MapChains</c> under <c>/api/chains</c>.</param>
    /// <param name="stopping">Ends it; so does SIGTERM.</param>
    /// <example><code>await FunctionsHost.RunAsync&lt;Startup>(args);</code></example>
    /// <inheritdoc cref="RunAsync(string[], Action{IServiceCollection}, Action{WebApplication}?, CancellationToken)"/>
    public static Task RunAsync<TStartup>(string[] args, Action<WebApplication>? map = null, CancellationToken stopping = default)
        where TStartup : IFunctionStartup, new() => RunAsync(args, static services => new TStartup().Configure(services), map, stopping);

    /// <summary>Takes invocations until the Functions host ends the process.</summary>
    /// <param name="args">The program's arguments, for the configuration.</param>
    /// <param name="configure">Adds the services.</param>
    /// <param name="map">Maps what HTTP-triggered functions forward; null for <c>MapChains</c> under <c>/api/chains</c>.</param>
    /// <param name="stopping">Ends it; so does SIGTERM.</param>
    /// <exception cref="InvalidOperationException">It is not the Functions host that has started this process, or the services are not complete.</exception>
    public static async Task RunAsync(string[] args, Action<IServiceCollection> configure, Action<WebApplication>? map = null, CancellationToken stopping = default)
    {
        await using var app = Create(args, configure, map, Environment.GetEnvironmentVariable);
        await app.RunAsync(stopping).ConfigureAwait(false);
    }

    internal static WebApplication Create(string[] args, Action<IServiceCollection> configure, Action<WebApplication>? map, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(configure);
        if (!int.TryParse(environment("FUNCTIONS_CUSTOMHANDLER_PORT"), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            throw new InvalidOperationException("FUNCTIONS_CUSTOMHANDLER_PORT is not set: this program is a custom handler, and started by the Azure Functions host. On your machine, 'func start' runs it.");
        }

        var host = HostFile.Read(environment);
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
        builder.Logging.ClearProviders().AddProvider(new InvocationLoggerProvider()).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        AddServices(builder.Services, configure, host);

        var app = builder.Build();
        app.MapPost("/{function}", app.Services.GetRequiredService<InvocationEndpoint>().RunAsync);
        if (map is null)
        {
            app.MapChains($"{host.RoutePrefix}/chains");
        }
        else
        {
            map(app);
        }

        return app;
    }

    private static void AddServices(IServiceCollection services, Action<IServiceCollection> configure, HostFile host)
    {
        configure(services);
        if (!services.Any(static service => service.ServiceType == typeof(PushedSteps)))
        {
            throw new InvalidOperationException("The startup has not added AsyncSplit: services.AddAsyncSplitCore(chains => chains.AddChainables().UseAzureStorage()).");
        }

        // What fails is a dead letter before the host gives it up.
        services.PostConfigure<AsyncSplitOptions>(options => options.MaxDeliveries = Math.Max(1, Math.Min(options.MaxDeliveries, host.MaxDequeueCount - 1)));
        services.AddOptions<HostOptions>().Configure<IOptions<AsyncSplitOptions>>(static (hosting, steps) => hosting.ShutdownTimeout = steps.Value.DrainTimeout + InvocationEndpoint.CancelTimeout);
        services.AddSingleton(host);
        services.AddSingleton(provider => new InvocationEndpoint(
            provider.GetRequiredService<PushedSteps>(),
            provider.GetService<TableItems>(),
            host,
            provider.GetRequiredService<IOptions<AsyncSplitOptions>>(),
            provider.GetRequiredService<IHostApplicationLifetime>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<InvocationEndpoint>>()));
    }
}

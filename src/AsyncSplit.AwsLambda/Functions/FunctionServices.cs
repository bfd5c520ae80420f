using System.Globalization;
using AsyncSplit.AwsLambda.Logging;
using AsyncSplit.Hosting;
using AsyncSplit.Queues;
using AsyncSplit.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AsyncSplit.AwsLambda.Functions;

/// <summary>The services of a function's process.</summary>
internal static class FunctionServices
{
    /// <summary>Makes the services of the application, and what a function runs on.</summary>
    /// <param name="configure">The application's.</param>
    /// <param name="handler">Which function it is: <see cref="FunctionName"/>.</param>
    /// <param name="environment">Reads a variable.</param>
    /// <exception cref="Exception">They cannot be made: nothing can be invoked.</exception>
    public static ServiceProvider Create(Action<IServiceCollection> configure, string? handler, Func<string, string?> environment)
    {
        var services = new ServiceCollection();
        configure(services);
        if (!services.Any(static service => service.ServiceType == typeof(PushedSteps)))
        {
            throw new InvalidOperationException("The startup has not added AsyncSplit: services.AddAsyncSplitCore(chains => chains.AddChainables().UseAws()).");
        }

        services.AddOptions<LambdaOptions>().PostConfigure(options => options.FunctionTimeout ??= TimeoutOf(environment("ASYNCSPLIT_TIMEOUT")));
        AddLogging(services, environment);
        services.AddSingleton(provider => new MessageReturns(provider.GetService<IEnvelopeQueues>(), environment, provider.GetRequiredService<ILogger<MessageReturns>>()));
        services.AddSingleton<MessageBatch>();
        services.AddSingleton(provider => new LambdaFunction(
            FunctionName.Of(handler, provider.GetRequiredService<ChainRegistry>(), environment),
            provider.GetRequiredService<PushedSteps>(),
            provider.GetRequiredService<MessageBatch>(),
            provider.GetRequiredService<IChainClient>,
            provider.GetRequiredService<IOptions<LambdaOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        return services.BuildServiceProvider();
    }

    private static TimeSpan? TimeoutOf(string? seconds) =>
        string.IsNullOrEmpty(seconds) ? null
        : double.TryParse(seconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read) && read is > 0 and < 1e6 ? TimeSpan.FromSeconds(read)
        : throw new InvalidOperationException($"ASYNCSPLIT_TIMEOUT is '{seconds}'; it has to be the function's time-out in seconds.");

    // What the application has set up itself comes first: this is one more place to write to, or the only one.
    private static void AddLogging(ServiceCollection services, Func<string, string?> environment)
    {
        services.AddSingleton(provider => new LambdaLoggerProvider(Console.OpenStandardOutput(), environment, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<ILoggerFactory>(static provider => provider.GetRequiredService<LambdaLoggerProvider>());
        services.TryAddSingleton(typeof(ILogger<>), typeof(Logger<>));
        if (!services.Any(static service => service.ServiceType == typeof(ILoggerProvider)))
        {
            services.AddSingleton<ILoggerProvider>(static provider => provider.GetRequiredService<LambdaLoggerProvider>());
        }
    }
}

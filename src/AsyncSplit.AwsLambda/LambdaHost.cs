using System.Runtime.InteropServices;
using AsyncSplit.AwsLambda.Functions;
using AsyncSplit.AwsLambda.Logging;
using AsyncSplit.AwsLambda.Runtime;
using AsyncSplit.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.AwsLambda;

/// <summary>Runs an executable as the bootstrap of a Lambda function with a custom runtime (<c>provided.al2023</c>).</summary>
public static class LambdaHost
{
    /// <summary>Takes invocations until Lambda ends the process.</summary>
    /// <typeparam name="TStartup">Adds the services.</typeparam>
    /// <param name="stopping">Ends it between two invocations; so does SIGTERM.</param>
    /// <example><code>await LambdaHost.RunAsync&lt;Startup>();</code></example>
    /// <inheritdoc cref="RunAsync(Action{IServiceCollection}, CancellationToken)"/>
    public static Task RunAsync<TStartup>(CancellationToken stopping = default)
        where TStartup : IFunctionStartup, new() => RunAsync(static services => new TStartup().Configure(services), stopping);

    /// <summary>Takes invocations until Lambda ends the process.</summary>
    /// <param name="configure">Adds the services.</param>
    /// <param name="stopping">Ends it between two invocations; so does SIGTERM.</param>
    /// <exception cref="InvalidOperationException">It is not Lambda that has started this process.</exception>
    /// <exception cref="Exception">The services cannot be made: Lambda has been told.</exception>
    public static Task RunAsync(Action<IServiceCollection> configure, CancellationToken stopping = default)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return RunAsync(configure, Environment.GetEnvironmentVariable, stopping);
    }

    internal static async Task RunAsync(Action<IServiceCollection> configure, Func<string, string?> environment, CancellationToken stopping)
    {
        var address = environment("AWS_LAMBDA_RUNTIME_API")
            ?? throw new InvalidOperationException("AWS_LAMBDA_RUNTIME_API is not set: this program is the bootstrap of a Lambda function, and started by Lambda.");
        using var api = new RuntimeApiClient(address);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            // The invocation that runs is answered first.
            signal.Cancel = true;
            stop.Cancel();
        });
        ServiceProvider services;
        LambdaFunction function;
        try
        {
            services = FunctionServices.Create(configure, environment("_HANDLER"), environment);
            function = services.GetRequiredService<LambdaFunction>();
        }
        catch (Exception exception)
        {
            await api.FailInitAsync(ErrorReport.OfStart(exception)).ConfigureAwait(false);
            throw;
        }

        await using (services.ConfigureAwait(false))
        {
            await new RuntimeLoop(api, function).RunAsync(stop.Token).ConfigureAwait(false);
            services.GetRequiredService<ILogger<LambdaFunction>>().Stopping(function.Name);
        }
    }
}

using AsyncSplit.AwsLambda.Functions;
using AsyncSplit.AwsLambda.Runtime;
using AsyncSplit.Hosting;

namespace AsyncSplit.AwsLambda;

/// <summary>What the generated handlers of the managed .NET runtime call.</summary>
public static class LambdaFunctions
{
    /// <summary>Handles one invocation.</summary>
    /// <typeparam name="TStartup">Adds the services, once per process.</typeparam>
    /// <param name="function">The function's name.</param>
    /// <param name="input">The event, as JSON.</param>
    /// <returns>The answer, as JSON.</returns>
    /// <exception cref="Exception">The invocation has failed as a whole: the runtime reports it.</exception>
    /// <remarks>
    /// The managed runtime tells its deadline only to handlers that take a parameter of Amazon's packages. So it is reckoned from the function's time-out: <see cref="LambdaOptions.FunctionTimeout"/>, or
    /// <c>ASYNCSPLIT_TIMEOUT</c>, which the infrastructure files set. Without either, what the function has no time for is delivered again when the queue's visibility timeout is over.
    /// </remarks>
    public static async Task<Stream> HandleAsync<TStartup>(string function, Stream input)
        where TStartup : IFunctionStartup, new()
    {
        ArgumentException.ThrowIfNullOrEmpty(function);
        ArgumentNullException.ThrowIfNull(input);
        var invokedAt = TimeProvider.System.GetUtcNow();
        using var buffer = new MemoryStream();
        await input.CopyToAsync(buffer).ConfigureAwait(false);
        var process = FunctionProcess<TStartup>.Get(function);
        var answer = await process.HandleAsync(new Invocation("", buffer.ToArray())
        {
            Deadline = process.DeadlineOf(invokedAt),
            TraceId = Environment.GetEnvironmentVariable(TraceHeader.Variable),
        }).ConfigureAwait(false);
        return new MemoryStream(answer.ToArray(), writable: false);
    }
}

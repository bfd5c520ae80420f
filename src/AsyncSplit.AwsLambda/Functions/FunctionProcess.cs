using AsyncSplit.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.AwsLambda.Functions;

/// <summary>The function of this process, where it is the managed runtime that has started it.</summary>
internal static class FunctionProcess<TStartup>
    where TStartup : IFunctionStartup, new()
{
    private static readonly Lock s_creating = new();

    private static LambdaFunction? s_function;

    /// <summary>The function, made at the first invocation; at the next one, if it could not be made.</summary>
    public static LambdaFunction Get(string name)
    {
        lock (s_creating)
        {
            return s_function ??= Create(name);
        }
    }

    private static LambdaFunction Create(string name)
    {
        var services = FunctionServices.Create(static services => new TStartup().Configure(services), name, Environment.GetEnvironmentVariable);
        try
        {
            return services.GetRequiredService<LambdaFunction>();
        }
        catch
        {
            services.Dispose();
            throw;
        }
    }
}

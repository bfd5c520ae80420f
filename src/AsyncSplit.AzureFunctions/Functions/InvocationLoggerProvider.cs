using Microsoft.Extensions.Logging;

namespace AsyncSplit.AzureFunctions.Functions;

/// <summary>Logs into the answer of the invocation, and to the console outside of one: the host reads both.</summary>
[ProviderAlias("FunctionsHost")]
internal sealed class InvocationLoggerProvider : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new InvocationLogger(categoryName);

    public void Dispose()
    {
    }
}

using AsyncSplit.Runtime;

namespace AsyncSplit.AwsLambda.Functions;

/// <summary>Which function this process is, for logs and traces. Any function can run all of the application's steps: what it is sent says which.</summary>
internal static class FunctionName
{
    /// <summary>What Lambda calls the handler of a bootstrap that has only one.</summary>
    private const string Bootstrap = "bootstrap";

    /// <summary>The function that a handler setting names.</summary>
    /// <param name="handler"><c>_HANDLER</c>: the function's name, or <c>Assembly::Type::Method</c> of its managed handler.</param>
    /// <param name="registry">The entry points, by which a method's name is understood.</param>
    /// <param name="environment">Reads a variable.</param>
    public static string Of(string? handler, ChainRegistry registry, Func<string, string?> environment)
    {
        if (string.IsNullOrEmpty(handler) || handler == Bootstrap)
        {
            return environment("ASYNCSPLIT_FUNCTION") ?? environment("AWS_LAMBDA_FUNCTION_NAME") ?? Bootstrap;
        }

        var type = handler.LastIndexOf("::", StringComparison.Ordinal);
        return type < 0 ? handler : OfMethod(handler[(type + 2)..], registry);
    }

    // A method has underscores where a function has hyphens.
    private static string OfMethod(string method, ChainRegistry registry) => registry.EntryPoints
        .SelectMany(static entryPoint => new[] { FunctionNames.Of(entryPoint.Id, FunctionGranularity.Handler), FunctionNames.Of(entryPoint.Id, FunctionGranularity.EntryPoint) })
        .FirstOrDefault(name => name.Replace('-', '_') == method) ?? method;
}

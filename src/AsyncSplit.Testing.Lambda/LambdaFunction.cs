namespace AsyncSplit.Testing.Lambda;

/// <summary>A function as it is deployed.</summary>
public sealed record LambdaFunction
{
    /// <summary>The function's name.</summary>
    public required string Name { get; init; }

    /// <summary>What runs: a folder with an executable named <c>bootstrap</c>, an executable, or an assembly (<c>X.dll</c>) that <c>dotnet</c> runs.</summary>
    public required string Path { get; init; }

    /// <summary>What the bootstrap finds in <c>_HANDLER</c>.</summary>
    public string Handler { get; init; } = "bootstrap";

    /// <summary>The memory that is billed, in MB. It is not enforced, and gives no more or less of the processor.</summary>
    public int MemoryMb { get; init; } = 128;

    /// <summary>How long an invocation may take, before its environment is killed.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How many environments there may be at a time.</summary>
    public int MaxConcurrency { get; init; } = 10;

    /// <summary>The queue whose messages invoke the function, if there is one.</summary>
    public LambdaQueue? Queue { get; init; }

    /// <summary>The function's own environment variables.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}

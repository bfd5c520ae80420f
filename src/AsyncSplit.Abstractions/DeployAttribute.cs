namespace AsyncSplit;

/// <summary>
/// On a handler or a contract member, or on the type that has it: what the function that runs it gets, in the infrastructure files that the build writes. What stands on the method comes before what stands on the type, value by value.
/// What is not set here is what the project's properties say (<c>AsyncSplitMemoryMb</c>, <c>AsyncSplitTimeoutSeconds</c>).
/// </summary>
/// <remarks>
/// A function that runs several handlers gets the largest memory, the longest time and the smallest concurrency that one of them asks for. A value that a function cannot have is an error of the build.
/// </remarks>
/// <example><code>[Chainable, Deploy(MemoryMb = 256, TimeoutSeconds = 10)]</code></example>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
public sealed class DeployAttribute : Attribute
{
    /// <summary>The function's memory, in megabytes: 128 to 10240. It gets processor time in proportion.</summary>
    public int MemoryMb { get; init; }

    /// <summary>How long one step may take, in seconds: 1 to 900.</summary>
    public int TimeoutSeconds { get; init; }

    /// <summary>How many steps of the function run at the same time at most: 2 to 1000. Without it, as many as the platform allows.</summary>
    public int MaxConcurrency { get; init; }
}

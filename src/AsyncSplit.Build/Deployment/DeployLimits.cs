namespace AsyncSplit.Build.Deployment;

/// <summary>What a function can have.</summary>
internal static class DeployLimits
{
    private static readonly Dictionary<string, (int Least, int Most)> s_limits = new(StringComparer.Ordinal)
    {
        ["MemoryMb"] = (128, 10240),
        ["TimeoutSeconds"] = (1, 900),
        ["MaxConcurrency"] = (2, 1000),
    };

    /// <param name="name">The value's name in the attribute.</param>
    /// <param name="value">The value.</param>
    /// <param name="source">What says so, for people.</param>
    /// <param name="file">Where that stands.</param>
    /// <param name="line">The line there.</param>
    /// <exception cref="DeploymentException">No function can have that.</exception>
    public static void Check(string name, int value, string source, string? file, int line)
    {
        if (s_limits.TryGetValue(name, out var limits) && (value < limits.Least || value > limits.Most))
        {
            throw new DeploymentException($"{source} is {value}; a function can have {limits.Least} to {limits.Most}", file, line);
        }
    }
}

namespace AsyncSplit.Build.Deployment;

/// <summary>What the project asks for cannot be deployed. The message says what to change.</summary>
internal sealed class DeploymentException(string message, string? file = null, int line = 0) : Exception(message)
{
    /// <summary>The source file that asks for it; null where a property of the project does.</summary>
    public string? File { get; } = file;

    /// <summary>The line there, from 1.</summary>
    public int Line { get; } = line;
}

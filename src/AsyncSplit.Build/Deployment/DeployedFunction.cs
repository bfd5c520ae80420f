namespace AsyncSplit.Build.Deployment;

/// <summary>A function with all that it gets.</summary>
internal sealed record DeployedFunction
{
    /// <summary>Its name within the application.</summary>
    public required string Name { get; init; }

    /// <summary>The ids of the entry points that are sent to it.</summary>
    public required IReadOnlyList<string> EntryPoints { get; init; }

    /// <summary>Lambda's handler setting.</summary>
    public required string Handler { get; init; }

    public required int MemoryMb { get; init; }

    public required int TimeoutSeconds { get; init; }

    /// <summary>Null for as many steps at a time as the platform allows.</summary>
    public required int? MaxConcurrency { get; init; }

    /// <summary>The functions to whose queues it sends, in ordinal order.</summary>
    public required IReadOnlyList<string> SendsTo { get; init; }

    /// <summary>The routes by which its calls leave the application.</summary>
    public required IReadOnlyList<Route> Routes { get; init; }

    public required bool UsesTable { get; init; }
}

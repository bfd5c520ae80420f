namespace AsyncSplit.Generators.Model.Manifests;

/// <summary>What the manifest says of a handler or contract member. Immutable, compared by value, without absolute positions: these join it when it is written.</summary>
internal sealed record ChainableOutline
{
    public required string Name { get; init; }

    public required bool IsContract { get; init; }

    /// <summary>The full name of its type.</summary>
    public required string Type { get; init; }

    /// <summary>The names of its type and of those around it, with dots.</summary>
    public required string TypePath { get; init; }

    public required EquatableArray<string> Implements { get; init; }

    public required bool IsRetried { get; init; }

    public required EquatableArray<DeployValue> Deploy { get; init; }

    /// <summary>The entry points; none of a contract member.</summary>
    public required EquatableArray<PointOutline> Points { get; init; }
}

namespace AsyncSplit.Generators.Model.Manifests;

/// <summary>What the manifest says of an entry point. Immutable, compared by value.</summary>
internal sealed record PointOutline
{
    public required string Id { get; init; }

    /// <summary>At a resume point: the boundary before it.</summary>
    public BoundaryOutline? Boundary { get; init; }

    /// <summary>At a resume point: the awaited expression.</summary>
    public string? Awaited { get; init; }

    /// <summary>At a resume point: whether it takes exceptions.</summary>
    public bool Catches { get; init; }

    public required int Line { get; init; }

    public required int EndLine { get; init; }

    /// <summary>The arguments of a start, what a resume point captures.</summary>
    public required EquatableArray<NamedType> Values { get; init; }

    /// <summary>The wire names that it may call, start, or hand the caller's callback on to.</summary>
    public required EquatableArray<string> Calls { get; init; }

    /// <summary>Those of them that the unit hands the caller's callback on to.</summary>
    public required EquatableArray<string> TailCalls { get; init; }

    /// <summary>Those of them that the unit starts and does not await at once.</summary>
    public required EquatableArray<string> Starts { get; init; }

    /// <summary>The resume points before which it may end.</summary>
    public required EquatableArray<string> Resumes { get; init; }

    public required bool HasCallbacks { get; init; }

    public required bool HasSignals { get; init; }

    /// <summary>Whether it awaits something itself, and is billed for that.</summary>
    public required bool AwaitsInPlace { get; init; }
}

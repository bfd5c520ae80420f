using System.Collections.Immutable;
using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Generation;

/// <summary>What the place allows at which code is generated.</summary>
internal sealed record Surroundings
{
    /// <summary>Not in locks, filters, lambdas that are not async.</summary>
    public bool MayAwait { get; init; } = true;

    /// <summary>Whether the awaits here are those of the handler, and boundaries, and not those of a function in it.</summary>
    public bool IsHandler { get; init; } = true;

    /// <summary>What a return gives here; null where there can be none.</summary>
    public ProgramType? Returns { get; init; }

    public bool MayBreak { get; init; }

    public bool MayContinue { get; init; }

    /// <summary>Whether <c>throw;</c> stands in a catch block here.</summary>
    public bool MayRethrow { get; init; }

    /// <summary>Labels that a goto can reach.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Whether the method's fuel is in sight.</summary>
    public bool HasFuel { get; init; } = true;

    /// <summary>Whether it is in no loop and in no function that is called from one.</summary>
    public bool RunsOnce { get; init; }

    /// <summary>Whether collections may grow or shrink here: not within a loop over one, which would end natively.</summary>
    public bool MayResize { get; init; } = true;
}

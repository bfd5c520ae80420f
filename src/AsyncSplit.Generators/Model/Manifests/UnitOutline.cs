namespace AsyncSplit.Generators.Model.Manifests;

/// <summary>What the manifest says of a handler's body or of a lifted function, beyond what its entry points are written from. Immutable, compared by value; lines as in <see cref="Entries.RelativeSpan"/>.</summary>
/// <param name="Line">Where it begins.</param>
/// <param name="EndLine">Where it ends.</param>
/// <param name="Boundaries">The boundaries of its resume points, in the order of these.</param>
/// <param name="TailCalls">The wire names to which it hands the caller's callback on.</param>
/// <param name="Starts">The wire names that it starts and does not await at once.</param>
internal sealed record UnitOutline(int Line, int EndLine, EquatableArray<BoundaryOutline> Boundaries, EquatableArray<string> TailCalls, EquatableArray<string> Starts);

namespace AsyncSplit.Generators.Model.Manifests;

/// <summary>What the manifest says of an await boundary. Immutable, compared by value; lines as in <see cref="Entries.RelativeSpan"/>.</summary>
/// <param name="Awaits">What is awaited: <c>call</c>, <c>delay</c>, <c>yield</c>, <c>join</c> or <c>other</c>.</param>
/// <param name="Callee">At a call: the callee's wire name.</param>
/// <param name="Line">Where the await begins.</param>
/// <param name="EndLine">Where it ends.</param>
internal sealed record BoundaryOutline(string Awaits, string? Callee, int Line, int EndLine);

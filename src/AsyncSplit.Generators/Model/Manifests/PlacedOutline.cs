using AsyncSplit.Generators.Model.Files;

namespace AsyncSplit.Generators.Model.Manifests;

/// <summary>An outline with the place to which its lines are relative. Immutable, compared by value.</summary>
internal sealed record PlacedOutline(ChainableOutline Outline, SourceMap Map);

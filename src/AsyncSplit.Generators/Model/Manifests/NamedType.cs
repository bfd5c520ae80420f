namespace AsyncSplit.Generators.Model.Manifests;

/// <summary>A value that travels, for the manifest. Immutable, compared by value.</summary>
internal sealed record NamedType(string Name, string Type);

namespace AsyncSplit.Generators.Model.Manifests;

/// <summary>A value of a deploy attribute. Immutable, compared by value.</summary>
internal sealed record DeployValue(string Name, int Value);

namespace AsyncSplit.Generators.Model.Assemblies;

/// <summary>What is referenced of hosts. Immutable, compared by value.</summary>
/// <param name="HasLambda">Whether the Lambda package is.</param>
/// <param name="Chainables">The manifest entries of referenced assemblies, as JSON; only where a host needs them.</param>
/// <param name="Derived">Their classes that inherit handlers, as JSON.</param>
internal sealed record HostFacts(bool HasLambda, EquatableArray<string> Chainables, EquatableArray<string> Derived);

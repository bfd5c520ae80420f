using AsyncSplit.Generators.Model.Files;

namespace AsyncSplit.Generators.Model.Manifests;

/// <summary>What the manifest of an assembly is written from. Immutable, compared by value; it has positions, and so it changes when lines move.</summary>
/// <param name="Chainables">The handlers and contract members, in the ordinal order of their names.</param>
/// <param name="Derived">The classes that inherit handlers.</param>
/// <param name="Startups">The full names of the public classes that set up the services of functions.</param>
/// <param name="Project">The project's folder, to which paths are made relative; empty where it is not known.</param>
internal sealed record ManifestModel(EquatableArray<PlacedOutline> Chainables, EquatableArray<DerivedModel> Derived, EquatableArray<string> Startups, string Project);

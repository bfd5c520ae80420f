namespace AsyncSplit.Generators.Model.Files;

/// <summary>A namespace declaration. Immutable, compared by value.</summary>
internal sealed record NamespaceModel(string Name, bool IsFileScoped, EquatableArray<string> Usings);

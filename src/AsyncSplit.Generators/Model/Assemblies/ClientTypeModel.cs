namespace AsyncSplit.Generators.Model.Assemblies;

/// <summary>The typed client of one type with chainable methods. Immutable, compared by value.</summary>
internal sealed record ClientTypeModel(string Namespace, string TypePath, bool HasExtensionMembers, EquatableArray<ClientModel> Methods);

using AsyncSplit.Generators.Model.Entries;

namespace AsyncSplit.Generators.Model.Assemblies;

/// <summary>A method of the typed client: starts a chain. Immutable, compared by value.</summary>
/// <param name="Namespace">The namespace of the chainable's type, in which the client's extension stands; empty for the global one.</param>
/// <param name="TypePath">The type's name, with underscores for the dots between nested ones.</param>
/// <param name="Type">The fully qualified type: two may have the same path.</param>
/// <param name="IsPublic">Whether type, method and all that the signature mentions are public.</param>
/// <param name="Method">The method's name.</param>
/// <param name="Call">The fully qualified record of the call.</param>
/// <param name="Parameters">The method's parameters.</param>
/// <param name="ResultType">Its result type; null where it has none.</param>
/// <param name="ResultCodec">The codec of the result.</param>
internal sealed record ClientModel(string Namespace, string TypePath, string Type, bool IsPublic, string Method, string Call, EquatableArray<ParameterModel> Parameters, string? ResultType, string? ResultCodec);

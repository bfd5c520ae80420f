using AsyncSplit.Generators.Model.Files;

namespace AsyncSplit.Generators.Model.Assemblies;

/// <summary>What is emitted once for an assembly. Immutable, compared by value.</summary>
/// <param name="ClassName">The class that registers everything: the assembly's name with <c>Chainables</c> behind it.</param>
/// <param name="Registrations">The methods that register a handler or contract each, in ordinal order.</param>
/// <param name="Exceptions">Expressions of the exception codecs.</param>
/// <param name="Derived">The classes that inherit handlers.</param>
/// <param name="Referenced">The fully qualified registering classes of the assemblies it references.</param>
internal sealed record AssemblyModel(string ClassName, EquatableArray<string> Registrations, EquatableArray<string> Exceptions, EquatableArray<DerivedModel> Derived, EquatableArray<string> Referenced)
{
    /// <summary>Whether there is anything to register.</summary>
    public bool HasOwn => Registrations.Count + Derived.Count > 0;
}

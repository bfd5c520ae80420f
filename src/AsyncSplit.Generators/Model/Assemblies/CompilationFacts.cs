namespace AsyncSplit.Generators.Model.Assemblies;

/// <summary>What the output depends on of the compilation as a whole. Immutable, compared by value.</summary>
/// <param name="AssemblyName">The name of the assembly.</param>
/// <param name="HasExtensionMembers">Whether the language version has extension members (C# 14).</param>
/// <param name="Referenced">The fully qualified registering classes of referenced assemblies, in ordinal order.</param>
/// <param name="HasRuntime">Whether the runtime is referenced, without which nothing is emitted.</param>
internal sealed record CompilationFacts(string AssemblyName, bool HasExtensionMembers, bool HasRuntime, EquatableArray<string> Referenced);

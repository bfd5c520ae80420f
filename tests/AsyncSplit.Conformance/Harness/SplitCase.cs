using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Conformance.Harness;

/// <summary>A case with what a generator has added to it.</summary>
/// <param name="Name">The case's.</param>
/// <param name="Compilation">The case and the generated files.</param>
/// <param name="Generated">The generated files.</param>
/// <param name="Reported">What the compiler says of the generator: that it threw, for example.</param>
internal sealed record SplitCase(string Name, Compilation Compilation, ImmutableArray<SyntaxTree> Generated, ImmutableArray<Diagnostic> Reported);

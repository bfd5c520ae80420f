using System.Runtime.Loader;
using AsyncSplit.Generators;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Mutation;

/// <summary>The generator, compiled from its sources with a mutant's change, and loaded beside the real one. The compiler's own assemblies are shared.</summary>
internal sealed class MutatedGenerator
{
    private static readonly IReadOnlyList<MetadataReference> References =
    [
        .. Net100.References.All,
        .. new[] { typeof(Compilation), typeof(CSharpCompilation) }.Select(type => MetadataReference.CreateFromFile(type.Assembly.Location)),
    ];

    private static readonly CSharpCompilationOptions Options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        .WithNullableContextOptions(NullableContextOptions.Enable)
        .WithOptimizationLevel(OptimizationLevel.Release);

    // What the compiler knows of the other files and of the references, mutants share.
    private static readonly CSharpCompilation Unmutated = CSharpCompilation.Create("AsyncSplit.Generators.Mutated", GeneratorSources.All, References, Options);

    private readonly Type _type;

    /// <param name="mutant">Null for the generator as it is.</param>
    public MutatedGenerator(Mutant? mutant)
    {
        var compilation = mutant is null ? Unmutated : Unmutated.ReplaceSyntaxTree(GeneratorSources.Unchanged(mutant), GeneratorSources.Changed(mutant));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        if (!emitted.Success)
        {
            var errors = emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5);
            throw new InvalidOperationException($"The generator does not compile with {mutant?.Name ?? "no change"}:\n{string.Join('\n', errors)}");
        }

        Image = image.ToArray();
        image.Position = 0;
        var context = new AssemblyLoadContext(mutant?.Name ?? "unmutated");
        _type = context.LoadFromStream(image).GetType(typeof(ChainableGenerator).FullName!, throwOnError: true)!;
    }

    /// <summary>The assembly.</summary>
    public byte[] Image { get; }

    public IIncrementalGenerator Create() => (IIncrementalGenerator)Activator.CreateInstance(_type)!;
}

using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using AsyncSplit.Conformance.Harness;
using AsyncSplit.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Conformance.Shapes;

/// <summary>An assembly of some source text, compiled as a user's project would be and loaded; perhaps against another one.</summary>
internal sealed class ShapeAssembly
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using AsyncSplit;
        """;

    private readonly AssemblyLoadContext _context;
    private readonly MetadataReference[] _references;
    private readonly byte[] _image;

    private ShapeAssembly(AssemblyLoadContext context, MetadataReference[] references, byte[] image, IEnumerable<Assembly> below)
    {
        _context = context;
        _references = references;
        _image = image;
        Assembly = context.LoadFromStream(new MemoryStream(image));
        All = [Assembly, .. below];
    }

    public Assembly Assembly { get; }

    /// <summary>It, then the one it references.</summary>
    public IReadOnlyList<Assembly> All { get; }

    /// <summary>Compiles and loads it.</summary>
    public static ShapeAssembly Of(string source) => Of("Shapes", source, CaseReferences.All, new AssemblyLoadContext("Shapes", isCollectible: true), [], isSplit: true);

    /// <summary>Compiles and loads one that references this one.</summary>
    /// <param name="source">Its source.</param>
    /// <param name="isSplit">Whether the generator runs in its project.</param>
    public ShapeAssembly Above(string source, bool isSplit = true) => Of("ShapesAbove", source, [.. _references, MetadataReference.CreateFromImage(_image)], _context, All, isSplit);

    private static ShapeAssembly Of(string name, string source, IEnumerable<MetadataReference> references, AssemblyLoadContext context, IEnumerable<Assembly> below, bool isSplit)
    {
        var parsing = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Parse);
        MetadataReference[] all = [.. references];
        Compilation compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(SourceText.From(Usings, Encoding.UTF8), parsing, "Usings.cs"), CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), parsing, $"{name}.cs")],
            all,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary).WithNullableContextOptions(NullableContextOptions.Enable));
        if (isSplit)
        {
            CSharpGeneratorDriver.Create(new ChainableGenerator()).WithUpdatedParseOptions(parsing).RunGeneratorsAndUpdateCompilation(compilation, out compilation, out var reported);
            Assert.Empty(reported);
        }

        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        return new ShapeAssembly(context, all, image.ToArray(), below);
    }
}

using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators.Tests.Harness;

/// <summary>Compilations as strict as a user's can be: nullable, and every warning an error.</summary>
internal static class TestCompilation
{
    /// <summary>The file that a source without a name of its own is compiled as.</summary>
    public const string DefaultPath = "Orders.cs";

    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using AsyncSplit;
        """;

    private static readonly CSharpCompilationOptions s_options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        .WithNullableContextOptions(NullableContextOptions.Enable)
        .WithGeneralDiagnosticOption(ReportDiagnostic.Error)
        .WithWarningLevel(9999)
        .WithDeterministic(true);

    private static readonly string[] s_libraries = ["AsyncSplit.dll", "AsyncSplit.Abstractions.dll", "Microsoft.Extensions.DependencyInjection.Abstractions.dll"];

    /// <summary>The framework's reference assemblies, AsyncSplit, and the one package whose types its surface mentions.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } =
        [.. Net100.References.All, .. s_libraries.Select(file => MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, file)))];

    public static CSharpCompilation Of(string source, LanguageVersion version = LanguageVersion.CSharp14) => Of(version, (DefaultPath, source));

    public static CSharpCompilation Of(params (string Path, string Source)[] files) => Of(LanguageVersion.CSharp14, files);

    public static CSharpCompilation Of(LanguageVersion version, params (string Path, string Source)[] files) =>
        CSharpCompilation.Create("Shop", [Parse(Usings, "Usings.cs", version), .. files.Select(file => Parse(file.Source, file.Path, version))], References, s_options);

    public static SyntaxTree Parse(string source, string path, LanguageVersion version = LanguageVersion.CSharp14) =>
        CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), new CSharpParseOptions(version, DocumentationMode.Parse), path);

    /// <summary>The compilation with some text of one of its files replaced: an edit in an editor.</summary>
    public static CSharpCompilation Edit(this CSharpCompilation compilation, string path, string text, string replacement)
    {
        var tree = compilation.SyntaxTrees.Single(tree => tree.FilePath == path);
        var before = tree.GetText();
        var position = before.ToString().IndexOf(text, StringComparison.Ordinal);
        Assert.True(position >= 0, $"'{text}' is not in {path}");
        return compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(before.WithChanges(new TextChange(new TextSpan(position, text.Length), replacement))));
    }

    /// <summary>Warnings and errors, one a line, with file and line.</summary>
    public static string Complaints(this Compilation compilation, CancellationToken cancellationToken = default) =>
        string.Join("\n", compilation.GetDiagnostics(cancellationToken).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
}

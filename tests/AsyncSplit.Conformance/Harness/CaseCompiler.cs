using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using AsyncSplit.Generators;
using AsyncSplit.Generators.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Conformance.Harness;

/// <summary>Compiles a case as a user's project would: its file, what the corpus shares, the generator and the analyzer.</summary>
internal static class CaseCompiler
{
    /// <summary>A folder to write the generated code of every compiled case to.</summary>
    public const string DumpVariable = "ASYNCSPLIT_DUMP";

    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly ConcurrentDictionary<(string Name, CaseOptions Options), Lazy<CaseBuild>> Builds = new();

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.Parse);

    private static readonly CSharpCompilationOptions Options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        .WithNullableContextOptions(NullableContextOptions.Enable)
        .WithDeterministic(true);

    private static readonly SyntaxTree[] SharedTrees = [Parse(CorpusFiles.Read("Support.cs"), "Support.cs"), Parse(ImplicitUsings, "GlobalUsings.g.cs")];

    /// <summary>Compiles a case, once a process.</summary>
    public static CaseBuild Build(string name) => Build(name, CaseOptions.Default);

    /// <inheritdoc cref="Build(string)"/>
    public static CaseBuild Build(string name, CaseOptions options) => Builds.GetOrAdd((name, options), _ => new(() => Compile(name, options))).Value;

    private static CaseBuild Compile(string name, CaseOptions options)
    {
        var parsing = ParseOptions.WithLanguageVersion(options.Version);
        var compilation = CSharpCompilation.Create(
            $"ConformanceOf{name}",
            [.. options.Version == ParseOptions.SpecifiedLanguageVersion ? SharedTrees : SharedTrees.Select(tree => Parse(tree.ToString(), tree.FilePath, parsing)), Parse(CorpusFiles.Read(CorpusFiles.PathOf(name)), CorpusFiles.PathOf(name), parsing)],
            CaseReferences.All,
            Options.WithOverflowChecks(options.ChecksOverflow));
        var driver = CSharpGeneratorDriver.Create(new ChainableGenerator(options.Sharing))
            .WithUpdatedParseOptions(parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out var split, out var reported);
        var generated = driver.GetRunResult().GeneratedTrees;
        Dump(name, generated);

        // What is generated is not analyzed, and no case uses it: leaving it out here saves binding it once more.
        var ofRules = Analyze(compilation);
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = split.Emit(assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        var all = reported.Concat(ofRules).Concat(emitted.Diagnostics).ToList();
        return new()
        {
            Name = name,
            Refusals = [.. all.Where(diagnostic => IsOfRule(diagnostic) && diagnostic.Severity == DiagnosticSeverity.Error)],
            Errors = [.. all.Where(diagnostic => !IsOfRule(diagnostic) && (diagnostic.Severity == DiagnosticSeverity.Error || IsCrash(diagnostic)))],
            GeneratedWarnings = [.. emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning && generated.Contains(diagnostic.Location.SourceTree!))],
            Hints = [.. all.Where(diagnostic => IsOfRule(diagnostic) && diagnostic.Severity != DiagnosticSeverity.Error)],
            Generated = [.. generated.Select(tree => (Path.GetFileName(tree.FilePath), tree.ToString()))],
            Assembly = emitted.Success ? assembly.ToArray() : [],
            Symbols = symbols.ToArray(),
        };
    }

    private static ImmutableArray<Diagnostic> Analyze(Compilation compilation) =>
        compilation.WithAnalyzers([new ChainableAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();

    private static bool IsOfRule(Diagnostic diagnostic) => diagnostic.Id.StartsWith("SPLIT", StringComparison.Ordinal);

    // CS8784 and CS8785: a generator threw; AD0001: an analyzer did. The compiler calls all of them warnings.
    private static bool IsCrash(Diagnostic diagnostic) => diagnostic.Id is "CS8784" or "CS8785" or "AD0001";

    private static SyntaxTree Parse(string text, string path, CSharpParseOptions? options = null) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), options ?? ParseOptions, path);

    private static void Dump(string name, ImmutableArray<SyntaxTree> generated)
    {
        if (Environment.GetEnvironmentVariable(DumpVariable) is not { Length: > 0 } root)
        {
            return;
        }

        var folder = Path.Combine(root, name);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        foreach (var tree in generated)
        {
            File.WriteAllText(Path.Combine(folder, Path.GetFileName(tree.FilePath)), tree.ToString());
        }
    }
}

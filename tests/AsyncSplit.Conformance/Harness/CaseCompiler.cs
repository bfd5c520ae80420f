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

    private static readonly ConcurrentDictionary<string, Lazy<CaseBuild>> Builds = new();

    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.Parse);

    public static readonly CSharpCompilationOptions Options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        .WithNullableContextOptions(NullableContextOptions.Enable)
        .WithDeterministic(true);

    /// <summary>What every case is compiled with.</summary>
    public static readonly SyntaxTree[] SharedTrees = [Parse(CorpusFiles.Read("Support.cs"), "Support.cs"), Parse(ImplicitUsings, "GlobalUsings.g.cs")];

    /// <summary>Compiles a case, once a process.</summary>
    public static CaseBuild Build(string name) => Builds.GetOrAdd(name, name => new(() => Compile(name))).Value;

    private static CaseBuild Compile(string name)
    {
        var compilation = CSharpCompilation.Create(
            $"ConformanceOf{name}",
            [.. SharedTrees, Parse(CorpusFiles.Read(CorpusFiles.PathOf(name)), CorpusFiles.PathOf(name))],
            CaseReferences.All,
            Options);
        var driver = CSharpGeneratorDriver.Create(new ChainableGenerator())
            .WithUpdatedParseOptions(ParseOptions)
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

    public static ImmutableArray<Diagnostic> Analyze(Compilation compilation) =>
        compilation.WithAnalyzers([new ChainableAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();

    public static bool IsOfRule(Diagnostic diagnostic) => diagnostic.Id.StartsWith("SPLIT", StringComparison.Ordinal);

    // CS8784 and CS8785: a generator threw; AD0001: an analyzer did. The compiler calls all of them warnings.
    public static bool IsCrash(Diagnostic diagnostic) => diagnostic.Id is "CS8784" or "CS8785" or "AD0001";

    public static SyntaxTree Parse(string text, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), ParseOptions, path);

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

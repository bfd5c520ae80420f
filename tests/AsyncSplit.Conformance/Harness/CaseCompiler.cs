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

    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.Parse);

    public static readonly CSharpCompilationOptions Options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        .WithNullableContextOptions(NullableContextOptions.Enable)
        .WithDeterministic(true);

    /// <summary>What every case is compiled with.</summary>
    public static readonly SyntaxTree[] SharedTrees = [Parse(CorpusFiles.Read("Support.cs"), "Support.cs"), Parse(ImplicitUsings, "GlobalUsings.g.cs")];

    /// <summary>Compiles a case, once a process.</summary>
    public static CaseBuild Build(string name) => Build(name, CaseOptions.Default);

    /// <inheritdoc cref="Build(string)"/>
    public static CaseBuild Build(string name, CaseOptions options) => Builds.GetOrAdd((name, options), _ => new(() => Compile(name, options))).Value;

    /// <summary>Cases as their authors wrote them, before the generator adds to them: one as the harness compiles it, or several as one project.</summary>
    public static CSharpCompilation Source(params IReadOnlyList<string> names) => Source(CaseOptions.Default, names);

    private static CSharpCompilation Source(CaseOptions options, IReadOnlyList<string> names)
    {
        var parsing = ParseOptions.WithLanguageVersion(options.Version);
        return CSharpCompilation.Create(
            $"ConformanceOf{string.Concat(names.Take(1))}",
            [
                .. options.Version == ParseOptions.SpecifiedLanguageVersion ? SharedTrees : SharedTrees.Select(tree => Parse(tree.ToString(), tree.FilePath, parsing)),
                .. names.Select(name => Parse(CorpusFiles.Read(CorpusFiles.PathOf(name)), CorpusFiles.PathOf(name), parsing)),
            ],
            CaseReferences.All,
            Options.WithOverflowChecks(options.ChecksOverflow));
    }

    /// <summary>Runs a generator on a case.</summary>
    public static SplitCase Split(string name, CSharpCompilation source, IIncrementalGenerator generator)
    {
        var driver = CSharpGeneratorDriver.Create(generator)
            .WithUpdatedParseOptions((CSharpParseOptions)source.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(source, out var compilation, out var reported);
        return new(name, compilation, driver.GetRunResult().GeneratedTrees, reported);
    }

    /// <summary>Compiles what a generator has come to.</summary>
    /// <param name="split">The case and what is generated for it.</param>
    /// <param name="ofRules">What the analyzer says of the case.</param>
    public static CaseBuild Emit(SplitCase split, ImmutableArray<Diagnostic> ofRules)
    {
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = split.Compilation.Emit(assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        var all = split.Reported.Concat(ofRules).Concat(emitted.Diagnostics).ToList();
        return new()
        {
            Name = split.Name,
            Refusals = [.. all.Where(diagnostic => IsOfRule(diagnostic) && diagnostic.Severity == DiagnosticSeverity.Error)],
            Errors = [.. all.Where(diagnostic => !IsOfRule(diagnostic) && (diagnostic.Severity == DiagnosticSeverity.Error || IsCrash(diagnostic)))],
            GeneratedWarnings = [.. emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning && split.Generated.Contains(diagnostic.Location.SourceTree!))],
            Hints = [.. all.Where(diagnostic => IsOfRule(diagnostic) && diagnostic.Severity != DiagnosticSeverity.Error)],
            Generated = [.. split.Generated.Select(tree => (Path.GetFileName(tree.FilePath), tree.ToString()))],
            Assembly = emitted.Success ? assembly.ToArray() : [],
            Symbols = symbols.ToArray(),
        };
    }

    private static CaseBuild Compile(string name, CaseOptions options)
    {
        var source = Source(options, [name]);
        var split = Split(name, source, new ChainableGenerator(options.Sharing));
        Dump(name, split.Generated);

        // What is generated is not analyzed, and no case uses it: leaving it out here saves binding it once more.
        return Emit(split, Analyze(source));
    }

    public static ImmutableArray<Diagnostic> Analyze(Compilation compilation) =>
        compilation.WithAnalyzers([new ChainableAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();

    public static bool IsOfRule(Diagnostic diagnostic) => diagnostic.Id.StartsWith("SPLIT", StringComparison.Ordinal);

    // CS8784 and CS8785: a generator threw; AD0001: an analyzer did. The compiler calls all of them warnings.
    public static bool IsCrash(Diagnostic diagnostic) => diagnostic.Id is "CS8784" or "CS8785" or "AD0001";

    public static SyntaxTree Parse(string text, string path, CSharpParseOptions? options = null) =>
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

using AsyncSplit.Benchmarks.Analyzers;
using AsyncSplit.Generators.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncSplit.Benchmarks.Compare.Generators;

/// <summary>
/// What a project pays that refers to the package and uses nothing of it: parsing, generators, analyzers and emit as the compiler does them, with our references, generator and analyzers
/// and without. An analyzer that looks at nothing runs in both, as every project has some.
/// </summary>
public sealed class BuildWithoutHandlers : Scenario
{
    private const int Files = 12;
    private const int FilesWhenQuick = 4;

    private IReadOnlyList<string> _sources = [];
    private IReadOnlyList<MetadataReference> _with = [];
    private IReadOnlyList<MetadataReference> _without = [];

    public override string Name => "build-without-handlers";

    public override string Ours => "the build of a project without handlers, with the package";

    public override string Other => "the same build without the package";

    public override Target Target => Target.AtMost(1.02);

    public override ValueTask SetUpAsync(bool isQuick)
    {
        _sources = [.. Enumerable.Range(0, isQuick ? FilesWhenQuick : Files).Select(file => PlainSource.Write().Replace("namespace Shop;", $"namespace Shop.Part{file};", StringComparison.Ordinal))];
        _with = [.. ManyHandlers.References(withAsyncSplit: true)];
        _without = [.. ManyHandlers.References(withAsyncSplit: false)];
        return default;
    }

    public override ValueTask<Measurement> OursAsync() => new(Measurement.Milliseconds(() => Build(_with, [new AsyncSplit.Generators.ChainableGenerator()], [new IdleAnalyzer(), new ChainableAnalyzer(), new SameWireNameAnalyzer()])));

    public override ValueTask<Measurement> OtherAsync() => new(Measurement.Milliseconds(() => Build(_without, [], [new IdleAnalyzer()])));

    private void Build(IEnumerable<MetadataReference> references, IReadOnlyList<IIncrementalGenerator> generators, IReadOnlyList<DiagnosticAnalyzer> analyzers)
    {
        var parsing = new CSharpParseOptions(LanguageVersion.CSharp14);
        Compilation project = CSharpCompilation.Create("Shop", _sources.Select(source => CSharpSyntaxTree.ParseText(source, parsing)), references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false));
        if (generators.Count > 0)
        {
            CSharpGeneratorDriver.Create(generators.Select(generator => generator.AsSourceGenerator()), parseOptions: parsing).RunGeneratorsAndUpdateCompilation(project, out project, out _);
        }

        var analyzed = project.WithAnalyzers([.. analyzers], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        analyzed.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        using var image = new MemoryStream();
        if (!analyzed.Compilation.Emit(image).Success)
        {
            throw new InvalidOperationException("The project does not compile.");
        }
    }
}

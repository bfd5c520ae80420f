using AsyncSplit.Generators.Analyzers;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncSplit.Benchmarks.Analyzers;

/// <summary>The analyzers beside the compiler's own binding of the same file.</summary>
[MinColumn]
[MemoryDiagnoser]
public class AnalyzerBenchmarks
{
    private CSharpCompilation _fresh = null!;
    private SemanticModel _bound = null!;
    private CompilationWithAnalyzers _warm = null!;

    [Params(10, 50, 100, 200)]
    public int Awaits { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _fresh = HandlerSource.Compile(HandlerSource.Write(Awaits), withAsyncSplit: true);
        if (_fresh.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        {
            throw new InvalidOperationException("The handler does not compile.");
        }

        _warm = With(_fresh.Clone());
        _bound = _warm.Compilation.GetSemanticModel(_warm.Compilation.SyntaxTrees.First());
        _bound.GetDiagnostics();
        if (Analyzers() == 0)
        {
            throw new InvalidOperationException("The analyzers did not look at the handler.");
        }
    }

    /// <summary>The file bound from scratch, with references that are read already.</summary>
    [Benchmark(Baseline = true)]
    public int Binding()
    {
        var compilation = _fresh.Clone();
        return compilation.GetSemanticModel(compilation.SyntaxTrees[0]).GetDiagnostics().Length;
    }

    /// <summary>The same, and then the analyzers over it.</summary>
    [Benchmark]
    public int BindingAndAnalyzers()
    {
        var analyzed = With(_fresh.Clone());
        var model = analyzed.Compilation.GetSemanticModel(analyzed.Compilation.SyntaxTrees.First());
        return model.GetDiagnostics().Length + analyzed.GetAnalyzerSemanticDiagnosticsAsync(model, null, CancellationToken.None).GetAwaiter().GetResult().Length;
    }

    /// <summary>The analysis alone, of a handler that the compiler has bound.</summary>
    [Benchmark]
    public int Analyzers()
    {
        var method = _bound.SyntaxTree.GetRoot().DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.MethodDeclarationSyntax>().Last();
        return Generators.Splitting.HandlerAnalysis.Advise(_bound.GetDeclaredSymbol(method)!, method, _bound, CancellationToken.None).Count;
    }

    internal static CompilationWithAnalyzers With(Compilation compilation) => compilation.WithAnalyzers(
        [new ChainableAnalyzer(), new SameWireNameAnalyzer()],
        new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
}

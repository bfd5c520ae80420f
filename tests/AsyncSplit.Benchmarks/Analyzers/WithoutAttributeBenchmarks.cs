using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncSplit.Benchmarks.Analyzers;

/// <summary>The analyzers in a project that does not refer to AsyncSplit.</summary>
[MinColumn]
[MemoryDiagnoser]
public class WithoutAttributeBenchmarks
{
    private CSharpCompilation _fresh = null!;

    [GlobalSetup]
    public void Setup() => _fresh = HandlerSource.Compile(HandlerSource.Write(50), withAsyncSplit: false);

    /// <summary>The file bound from scratch.</summary>
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
        var analyzed = AnalyzerBenchmarks.With(_fresh.Clone());
        var model = analyzed.Compilation.GetSemanticModel(analyzed.Compilation.SyntaxTrees.First());
        return model.GetDiagnostics().Length + analyzed.GetAnalyzerSemanticDiagnosticsAsync(model, null, CancellationToken.None).GetAwaiter().GetResult().Length;
    }
}

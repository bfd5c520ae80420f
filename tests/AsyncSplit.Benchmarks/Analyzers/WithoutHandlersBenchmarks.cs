using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Benchmarks.Analyzers;

/// <summary>The analyzers in a project without a chainable method, whether it refers to AsyncSplit or not.</summary>
[MinColumn]
[MemoryDiagnoser]
public class WithoutHandlersBenchmarks
{
    private CSharpCompilation _fresh = null!;

    [Params(false, true)]
    public bool RefersToAsyncSplit { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _fresh = HandlerSource.Compile(PlainSource.Write(), RefersToAsyncSplit);
        if (_fresh.GetDiagnostics().Any(diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error))
        {
            throw new InvalidOperationException("The file does not compile.");
        }
    }

    /// <summary>All diagnostics of the compiler, as a build asks for them.</summary>
    [Benchmark(Baseline = true)]
    public int Binding() => _fresh.Clone().GetDiagnostics().Length;

    /// <summary>The same with an analyzer that looks at nothing: what a driver costs whoever it drives.</summary>
    [Benchmark]
    public int BindingAndAnIdleAnalyzer() => IdleAnalyzer.With(_fresh.Clone()).GetAllDiagnosticsAsync().GetAwaiter().GetResult().Length;

    /// <summary>The same with the analyzers.</summary>
    [Benchmark]
    public int BindingAndAnalyzers() => AnalyzerBenchmarks.With(_fresh.Clone()).GetAllDiagnosticsAsync().GetAwaiter().GetResult().Length;
}

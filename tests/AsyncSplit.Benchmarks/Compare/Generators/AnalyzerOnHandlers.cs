using System.Collections.Immutable;
using AsyncSplit.Benchmarks.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncSplit.Benchmarks.Compare.Generators;

/// <summary>What a build pays for the analyzers: the driver with ours in place of an analyzer that looks at nothing, over the same project.</summary>
public sealed class AnalyzerOnHandlers : GeneratorScenario
{
    public override string Name => "analyzer";

    public override string Ours => "the analyzers over 1,000 handlers of 5 boundaries, their binding included";

    public override string Other => "the compiler's own diagnostics of the same project";

    public override Target Target => Target.AtMost(0.3);

    public override async ValueTask SetUpAsync(bool isQuick)
    {
        await base.SetUpAsync(isQuick).ConfigureAwait(false);
        if ((await AnalyzerBenchmarks.With(Project.Clone()).GetAnalyzerDiagnosticsAsync().ConfigureAwait(false)).IsEmpty)
        {
            throw new InvalidOperationException("The analyzers did not look at the handlers.");
        }
    }

    public override ValueTask<Measurement> OursAsync()
    {
        var ours = Measurement.Milliseconds(() => Run(AnalyzerBenchmarks.With(Project.Clone())));
        var idle = Measurement.Milliseconds(() => Run(IdleAnalyzer.With(Project.Clone())));
        return new(ours with { Value = ours.Value - idle.Value, AllocatedBytes = ours.AllocatedBytes - idle.AllocatedBytes });
    }

    public override ValueTask<Measurement> OtherAsync()
    {
        var project = Project.Clone();
        return new(Measurement.Milliseconds(() => project.GetDiagnostics()));
    }

    private static ImmutableArray<Diagnostic> Run(CompilationWithAnalyzers analyzed) => analyzed.GetAllDiagnosticsAsync().GetAwaiter().GetResult();
}

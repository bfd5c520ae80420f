using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncSplit.Generators.Analyzers;

/// <summary>Stands in until the splitter is merged, which brings the analyzer: take the other file in a merge.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ChainableAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
    }
}

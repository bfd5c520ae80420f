using System.Collections.Concurrent;
using System.Collections.Immutable;
using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncSplit.Generators.Analyzers;

/// <summary>Reports chainable methods of one wire name. An analyzer of its own, as it can speak only when it has seen all methods.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SameWireNameAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.SameWireName];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownNames.ChainableAttribute) is not { } attribute)
            {
                return;
            }

            var names = new ConcurrentDictionary<string, ConcurrentBag<IMethodSymbol>>(StringComparer.Ordinal);
            start.RegisterSymbolAction(symbol => Collect((IMethodSymbol)symbol.Symbol, attribute, names), SymbolKind.Method);
            start.RegisterCompilationEndAction(end => Report(end, names));
        });
    }

    private static void Collect(IMethodSymbol method, INamedTypeSymbol attribute, ConcurrentDictionary<string, ConcurrentBag<IMethodSymbol>> names)
    {
        // Of a partial method both parts have the attributes of both.
        if (method.PartialDefinitionPart is null && method.GetAttributes().Any(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute)))
        {
            names.GetOrAdd(Chainables.WireName(method), _ => []).Add(method);
        }
    }

    private static void Report(CompilationAnalysisContext context, ConcurrentDictionary<string, ConcurrentBag<IMethodSymbol>> names)
    {
        foreach (var pair in names.Where(pair => pair.Value.Count > 1))
        {
            var methods = pair.Value.OrderBy(method => method.ToDisplayString(), StringComparer.Ordinal).ToList();
            foreach (var method in methods.Skip(1))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.SameWireName,
                    method.Locations[0],
                    [methods[0].Locations[0]],
                    $"'{method.ToDisplayString()}' and '{methods[0].ToDisplayString()}' have the same wire name '{pair.Key}': give one of them another with [Chainable(Name = \"…\")]"));
            }
        }
    }
}

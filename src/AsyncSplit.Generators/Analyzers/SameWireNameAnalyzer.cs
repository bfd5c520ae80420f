using System.Collections.Concurrent;
using System.Collections.Immutable;
using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
            if (!ChainablesInSight.Of(start.Compilation, start.CancellationToken).InSource || start.Compilation.GetTypeByMetadataName(KnownNames.ChainableAttribute) is not { } attribute)
            {
                return;
            }

            var names = new ConcurrentDictionary<string, ConcurrentBag<IMethodSymbol>>(StringComparer.Ordinal);
            start.RegisterSymbolAction(symbol => Collect((INamedTypeSymbol)symbol.Symbol, attribute, names), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => Report(end, names));
        });
    }

    private static void Collect(INamedTypeSymbol type, INamedTypeSymbol attribute, ConcurrentDictionary<string, ConcurrentBag<IMethodSymbol>> names)
    {
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
        {
            // Of a partial method both parts have the attributes of both.
            if (method is { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation, PartialDefinitionPart: null }
                && method.GetAttributes().Any(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute)))
            {
                names.GetOrAdd(Chainables.WireName(method), _ => []).Add(method);
            }
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

        foreach (var pair in names)
        {
            ReportLifted(context, pair.Key, pair.Value, names);
        }
    }

    /// <summary>A lifted function goes by its name behind that of its handler, which a method may have been given as well.</summary>
    private static void ReportLifted(CompilationAnalysisContext context, string name, IEnumerable<IMethodSymbol> methods, ConcurrentDictionary<string, ConcurrentBag<IMethodSymbol>> names)
    {
        for (var dot = name.IndexOf('.'); dot >= 0; dot = name.IndexOf('.', dot + 1))
        {
            var function = name.Substring(dot + 1).Split('.')[0];
            if (names.TryGetValue(name.Substring(0, dot), out var handlers) && handlers.OrderBy(handler => handler.ToDisplayString(), StringComparer.Ordinal).FirstOrDefault(handler => Declares(handler, function, context.CancellationToken)) is { } around)
            {
                foreach (var method in methods)
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        Descriptors.SameWireName,
                        method.Locations[0],
                        [around.Locations[0]],
                        $"'{method.ToDisplayString()}' has the wire name '{name}', which '{function}' in '{around.ToDisplayString()}' has as well: give it another with [Chainable(Name = \"…\")]"));
                }
            }
        }
    }

    private static bool Declares(IMethodSymbol handler, string function, CancellationToken cancellationToken) =>
        handler.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellationToken).DescendantNodes().Any(node => node switch
        {
            LocalFunctionStatementSyntax local => local.Identifier.ValueText == function,
            VariableDeclaratorSyntax { Initializer.Value: AnonymousFunctionExpressionSyntax } variable => variable.Identifier.ValueText == function,
            _ => false,
        }));
}

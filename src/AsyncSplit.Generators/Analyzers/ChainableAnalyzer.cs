using System.Collections.Concurrent;
using System.Collections.Immutable;
using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncSplit.Generators.Analyzers;

/// <summary>Reports why a chainable method cannot be split: the problems of the very analysis from which the generator emits.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ChainableAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Descriptors.All];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            // Without the attribute's type there is nothing to look at.
            if (start.Compilation.GetTypeByMetadataName(KnownNames.ChainableAttribute) is null)
            {
                return;
            }

            var names = new ConcurrentDictionary<string, ConcurrentBag<IMethodSymbol>>(StringComparer.Ordinal);
            start.RegisterSyntaxNodeAction(node => Analyze(node, names), SyntaxKind.MethodDeclaration);
            start.RegisterSymbolAction(AnalyzeDerived, SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => ReportSameNames(end, names));
        });
    }

    private static void AnalyzeDerived(SymbolAnalysisContext context)
    {
        foreach (var problem in DerivedAnalysis.Analyze((INamedTypeSymbol)context.Symbol, context.CancellationToken).Problems)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(problem.RuleId), problem.Location, problem.Text));
        }
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, ConcurrentDictionary<string, ConcurrentBag<IMethodSymbol>> names)
    {
        var syntax = (MethodDeclarationSyntax)context.Node;

        // Of a partial method the part with the body is looked at, wherever the attribute stands; an override is chainable as what it overrides.
        if ((syntax.AttributeLists.Count == 0 && !syntax.Modifiers.Any(modifier => modifier.IsKind(SyntaxKind.PartialKeyword) || modifier.IsKind(SyntaxKind.OverrideKeyword)))
            || context.SemanticModel.GetDeclaredSymbol(syntax, context.CancellationToken) is not { PartialImplementationPart: null } method
            || !Chainables.IsChainable(method))
        {
            return;
        }

        var problems = method.ContainingType.TypeKind == TypeKind.Interface
            ? ContractAnalysis.Analyze(method, syntax, context.SemanticModel, context.CancellationToken).Problems
            : HandlerAnalysis.Analyze(method, syntax, context.SemanticModel, context.CancellationToken).Problems;
        foreach (var problem in problems)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(problem.RuleId), problem.Location, problem.Text));
        }

        names.GetOrAdd(Chainables.WireName(method), _ => []).Add(method);
    }

    private static void ReportSameNames(CompilationAnalysisContext context, ConcurrentDictionary<string, ConcurrentBag<IMethodSymbol>> names)
    {
        foreach (var pair in names.Where(pair => pair.Value.Count > 1))
        {
            var methods = pair.Value.OrderBy(method => method.ToDisplayString(), StringComparer.Ordinal).ToList();
            foreach (var method in methods.Skip(1))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.SameWireName,
                    method.Locations[0],
                    $"'{method.ToDisplayString()}' and '{methods[0].ToDisplayString()}' have the same wire name '{pair.Key}': give one of them another with [Chainable(Name = \"…\")]"));
            }
        }
    }
}

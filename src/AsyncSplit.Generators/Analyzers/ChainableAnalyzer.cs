using System.Collections.Immutable;
using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncSplit.Generators.Analyzers;

/// <summary>Reports why a chainable method cannot be split, and what to know where it can: from the very analysis from which the generator emits.</summary>
/// <remarks>It looks at one method declaration at a time and reports inside it: so an editor analyses again only the method that is being edited.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ChainableAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Descriptors.OfOneMethod];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            // A project without handlers and contracts has nothing looked at.
            if (ChainablesInSight.Of(start.Compilation, start.CancellationToken).Any)
            {
                start.RegisterSyntaxNodeAction(Analyze, SyntaxKind.MethodDeclaration);
                start.RegisterSymbolAction(AnalyzeDerived, SymbolKind.NamedType);
            }
        });
    }

    private static void AnalyzeDerived(SymbolAnalysisContext context)
    {
        foreach (var problem in DerivedAnalysis.Analyze((INamedTypeSymbol)context.Symbol, context.CancellationToken).Problems)
        {
            context.ReportDiagnostic(ToDiagnostic(problem));
        }
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
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
            : HandlerAnalysis.Advise(method, syntax, context.SemanticModel, context.CancellationToken);
        foreach (var problem in problems)
        {
            context.ReportDiagnostic(ToDiagnostic(problem));
        }
    }

    private static Diagnostic ToDiagnostic(Problem problem) => Diagnostic.Create(Descriptors.Of(problem.RuleId), problem.Location, problem.Further, problem.Facts, problem.Text);
}

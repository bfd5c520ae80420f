using AsyncSplit.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Checks;

/// <summary>Chain calls that are never awaited (SPLIT203): statements of their own, discards, and locals that nothing reads.</summary>
internal static class DroppedCallCheck
{
    public static IEnumerable<Problem> Run(SyntaxNode body, SemanticModel semantics, CancellationToken cancellationToken)
    {
        foreach (var call in body.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (IsDropped(call, body) && semantics.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method && Chainables.IsChainable(method) && !IsAwaitedByLambda(call, semantics, cancellationToken))
            {
                yield return new Problem(
                    RuleIds.DroppedCall,
                    call.GetLocation(),
                    $"The chain call of '{method.Name}' is never awaited: the handler may end before it, and nobody learns of its exception. Await it.");
            }
        }
    }

    private static bool IsDropped(InvocationExpressionSyntax call, SyntaxNode body)
    {
        SyntaxNode node = call;
        while (node.Parent is ParenthesizedExpressionSyntax)
        {
            node = node.Parent;
        }

        return node.Parent switch
        {
            ExpressionStatementSyntax => true,
            LambdaExpressionSyntax or ArrowExpressionClauseSyntax { Parent: LocalFunctionStatementSyntax } => false,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } => true,
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } local } =>
                !body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == local.Identifier.ValueText),
            _ => false,
        };
    }

    /// <summary>A discard parameter may be called <c>_</c> as well.</summary>
    private static bool IsAwaitedByLambda(InvocationExpressionSyntax call, SemanticModel semantics, CancellationToken cancellationToken) =>
        call.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { } assignment && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression)
        && semantics.GetSymbolInfo(assignment.Left, cancellationToken).Symbol is not (null or IDiscardSymbol) && assignment.Right.Span.Contains(call.Span);
}

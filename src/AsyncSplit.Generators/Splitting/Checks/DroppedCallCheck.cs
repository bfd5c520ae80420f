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
            if (IsDropped(call, body, semantics, cancellationToken) && semantics.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method && Chainables.IsChainable(method))
            {
                yield return new Problem(
                    RuleIds.DroppedCall,
                    call.GetLocation(),
                    $"The chain call of '{method.Name}' is never awaited: the handler may end before it, and nobody learns of its exception. Await it.");
            }
        }
    }

    private static bool IsDropped(InvocationExpressionSyntax call, SyntaxNode body, SemanticModel semantics, CancellationToken cancellationToken)
    {
        var value = Holder(call, semantics, cancellationToken);
        return value.Parent switch
        {
            ExpressionStatementSyntax => true,
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax target, Parent: ExpressionStatementSyntax } assignment when assignment.Right == value =>
                semantics.GetSymbolInfo(target, cancellationToken).Symbol switch
                {
                    // A parameter may be called "_" as well.
                    IDiscardSymbol => true,
                    ILocalSymbol => IsNeverRead(target.Identifier.ValueText, body),
                    _ => false,
                },
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } } local } => IsNeverRead(local.Identifier.ValueText, body),
            _ => false,
        };
    }

    /// <summary>The expression whose value the task is, in one of its cases, or whose elements LINQ makes of such tasks.</summary>
    private static ExpressionSyntax Holder(ExpressionSyntax value, SemanticModel semantics, CancellationToken cancellationToken)
    {
        while (true)
        {
            switch (value.Parent)
            {
                case ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }:
                case ConditionalExpressionSyntax choice when choice.Condition != value:
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression }:
                    value = (ExpressionSyntax)value.Parent;
                    break;
                case SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } arm when arm.Expression == value:
                    value = choice;
                    break;
                case LambdaExpressionSyntax { AsyncKeyword.RawKind: 0, Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax sequence } } when IsOfLinq(sequence):
                    value = sequence;
                    break;
                case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax sequence } access when access.Expression == value && IsOfLinq(sequence):
                    value = sequence;
                    break;
                default:
                    return value;
            }
        }

        bool IsOfLinq(InvocationExpressionSyntax sequence) =>
            semantics.GetSymbolInfo(sequence, cancellationToken).Symbol is IMethodSymbol method && Types.IsNamed(method.ContainingType, "System.Linq.Enumerable");
    }

    /// <summary>Whether the name is mentioned only to be assigned.</summary>
    private static bool IsNeverRead(string local, SyntaxNode body) =>
        !body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == local
            && !(name.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax } assignment && assignment.Left == name));
}

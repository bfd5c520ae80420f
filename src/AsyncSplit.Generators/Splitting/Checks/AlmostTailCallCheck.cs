using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Serialization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Checks;

/// <summary>Chain calls whose result is the handler's own, and that are no tail calls for one reason (SPLIT204).</summary>
internal static class AlmostTailCallCheck
{
    public static IEnumerable<Problem> Run(HandlerFacts facts, CancellationToken cancellationToken)
    {
        Types.TryGetTaskResult(facts.Method.ReturnType, out var result);
        foreach (var boundary in facts.Captures.Keys.Where(boundary => boundary is { Kind: BoundaryKind.ChainCall, IsTail: false } && boundary.Result is null == result is null))
        {
            var reason = result is not null ? Reason(boundary, result, facts, cancellationToken) : TailPosition.IsLastStatement(boundary.Syntax, facts.Body) ? Around(boundary.Syntax, facts.Body) : null;
            if (reason is not null)
            {
                yield return new Problem(RuleIds.AlmostTailCall, boundary.Syntax.GetLocation(), $"The call of '{boundary.Name}' is almost a tail call, which would save a message and a step: {reason}.") { Further = [boundary.Syntax.GetLocation()] };
            }
        }
    }

    private static string? Reason(Boundary boundary, ITypeSymbol result, HandlerFacts facts, CancellationToken cancellationToken)
    {
        SyntaxNode value = boundary.Syntax;
        while (value.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
        {
            value = value.Parent;
        }

        var around = Around(boundary.Syntax, facts.Body);
        var isSame = SymbolEqualityComparer.Default.Equals(boundary.Result, result);
        switch (value.Parent)
        {
            case ReturnStatementSyntax or ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax } when !isSame:
                return around is null ? $"its result is converted from {TypeNames.ToMessage(boundary.Result!)} to {TypeNames.ToMessage(result)}" : null;
            case ReturnStatementSyntax or ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax }:
                return around ?? (value == boundary.Syntax || value is ParenthesizedExpressionSyntax ? null : "its result is cast before it is returned");
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } when value == boundary.Syntax && isSame && around is null && IsReturnedAtOnce(variable, facts, cancellationToken):
                return $"its result is assigned to '{variable.Identifier.ValueText}' and then returned. Return it at once";
            default:
                return null;
        }
    }

    /// <summary>Whether nothing but a return of the variable follows its declaration.</summary>
    private static bool IsReturnedAtOnce(VariableDeclaratorSyntax variable, HandlerFacts facts, CancellationToken cancellationToken) =>
        variable.Parent is VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Parent: BlockSyntax block } declaration }
        && block.Statements.SkipWhile(statement => statement != declaration).Skip(1).FirstOrDefault() is ReturnStatementSyntax { Expression: IdentifierNameSyntax name }
        && facts.Semantics.GetSymbolInfo(name, cancellationToken).Symbol is { } local && SymbolEqualityComparer.Default.Equals(local, facts.Semantics.GetDeclaredSymbol(variable, cancellationToken))
        && facts.Locals.In(facts.Body.Span).Count(mention => !mention.IsDeclaration && SymbolEqualityComparer.Default.Equals(mention.Symbol, local)) == 1;

    /// <summary>What is still to be done after the call, whatever its result.</summary>
    private static string? Around(ExpressionSyntax awaited, SyntaxNode body)
    {
        var isTried = false;
        foreach (var node in awaited.Ancestors().TakeWhile(node => node != body))
        {
            switch (node)
            {
                case TryStatementSyntax { Finally: null } attempt when attempt.Block.Span.Contains(awaited.Span):
                    isTried = true;
                    break;
                case WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax when isTried:
                    // Where it fails it is tried again: that is what the clauses are for.
                    return null;
                case TryStatementSyntax attempt when attempt.Finally is not null:
                    return "the finally block around it runs after it";
                case UsingStatementSyntax use when use.Statement.Span.Contains(awaited.Span):
                    return "the using statement around it disposes after it";
                case LockStatementSyntax:
                    return "the lock statement around it ends after it";
                case BlockSyntax block when block.Statements.OfType<LocalDeclarationStatementSyntax>().Any(statement => statement.UsingKeyword.RawKind != 0 && statement.SpanStart < awaited.SpanStart):
                    return "the using declaration before it disposes after it";
            }
        }

        return isTried ? "the catch clauses around it may get its exception" : null;
    }
}

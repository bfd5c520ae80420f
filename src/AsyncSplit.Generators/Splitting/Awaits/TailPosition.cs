using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Awaits;

/// <summary>Where an await, or a returned task, is the last that happens in a handler.</summary>
internal static class TailPosition
{
    /// <summary>Whether nothing of the handler is left when the await ends, but to convert its value and return it.</summary>
    public static bool IsLast(ExpressionSyntax awaited, SyntaxNode body)
    {
        var value = ValueAround(awaited);
        return value.Parent switch
        {
            ArrowExpressionClauseSyntax arrow => arrow == body,
            ReturnStatementSyntax statement => NothingIsLeftToRun(statement, body),
            ExpressionStatementSyntax statement => Outermost(awaited) == statement.Expression && IsLast(statement, body) && NothingIsLeftToRun(statement, body),
            _ => false,
        };
    }

    /// <summary>Whether the await is a statement of its own, and all that is left behind it is what blocks around it run when they are left.</summary>
    public static bool IsLastStatement(ExpressionSyntax awaited, SyntaxNode body) =>
        Outermost(awaited).Parent is ExpressionStatementSyntax statement && IsLast(statement, body, passesBlocks: true);

    /// <summary>Whether no block around <paramref name="node"/> has something to run when it is left: a handler of exceptions, a finally block, a resource to dispose of.</summary>
    public static bool NothingIsLeftToRun(SyntaxNode node, SyntaxNode body)
    {
        for (var current = node; current != body; current = current.Parent!)
        {
            var holds = current.Parent switch
            {
                TryStatementSyntax attempt => attempt.Block == current || attempt.Finally is not null,
                UsingStatementSyntax or LockStatementSyntax => true,
                BlockSyntax block => DeclaresResource(block.Statements, current),
                SwitchSectionSyntax section => DeclaresResource(section.Statements, current),
                _ => false,
            };
            if (holds)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The expression whose value is that of the await, in one of its cases.</summary>
    private static ExpressionSyntax ValueAround(ExpressionSyntax value)
    {
        while (true)
        {
            switch (value.Parent)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    value = parenthesized;
                    break;
                case ConditionalExpressionSyntax choice when choice.Condition != value:
                    value = choice;
                    break;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } either when either.Right == value:
                    value = either;
                    break;
                case SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } arm when arm.Expression == value:
                    value = choice;
                    break;
                default:
                    return value;
            }
        }
    }

    private static ExpressionSyntax Outermost(ExpressionSyntax expression)
    {
        while (expression.Parent is ParenthesizedExpressionSyntax parenthesized)
        {
            expression = parenthesized;
        }

        return expression;
    }

    private static bool IsLast(StatementSyntax statement, SyntaxNode body, bool passesBlocks = false)
    {
        switch (statement.Parent)
        {
            case BlockSyntax block:
                return Behind(block.Statements, statement) is { } next ? Ends(next, body) : block == body || IsLast(block, body, passesBlocks);
            case SwitchSectionSyntax section:
                return Behind(section.Statements, statement) is { } end && Ends(end, body);
            case ElseClauseSyntax or CatchClauseSyntax:
                return IsLast((StatementSyntax)statement.Parent.Parent!, body, passesBlocks);
            case IfStatementSyntax or LabeledStatementSyntax or CheckedStatementSyntax:
            case TryStatementSyntax or UsingStatementSyntax or LockStatementSyntax when passesBlocks:
                return IsLast((StatementSyntax)statement.Parent, body, passesBlocks);
            default:
                return false;
        }
    }

    /// <summary>Whether the statement leads to the handler's end and does nothing else.</summary>
    private static bool Ends(StatementSyntax statement, SyntaxNode body) => statement switch
    {
        ReturnStatementSyntax { Expression: null } => true,
        BreakStatementSyntax => statement.Ancestors().First(node => node is SwitchStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax) is SwitchStatementSyntax choice
            && IsLast(choice, body),
        _ => false,
    };

    /// <summary>The statement that runs next in a list.</summary>
    private static StatementSyntax? Behind(SyntaxList<StatementSyntax> statements, StatementSyntax statement) =>
        statements.SkipWhile(other => other != statement).Skip(1)
            .FirstOrDefault(other => other is not (LocalFunctionStatementSyntax or EmptyStatementSyntax or LocalDeclarationStatementSyntax { IsConst: true }));

    private static bool DeclaresResource(SyntaxList<StatementSyntax> statements, SyntaxNode upTo) => statements.TakeWhile(statement => statement != upTo).Any(DeclaresResource);

    /// <summary>Whether the statement is a using declaration, with labels or without.</summary>
    public static bool DeclaresResource(StatementSyntax statement) =>
        statement is LabeledStatementSyntax labelled ? DeclaresResource(labelled.Statement) : statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 };
}

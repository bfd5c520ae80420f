using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>
/// Conditions as jumps, in the block that they stand in: where variables that they declare are used behind them. Then their scope stays what it was, and
/// the compiler sees on which ways they are assigned.
/// </content>
internal sealed partial class HandlerLowering
{
    /// <summary>Whether the expression declares a variable that is used outside of it and of <paramref name="inner"/>.</summary>
    private bool DeclaresFor(SyntaxNode expression, SyntaxNode? inner = null) => DeclaredFor(expression, inner).Count > 0;

    private List<ISymbol> DeclaredFor(SyntaxNode expression, SyntaxNode? inner = null) =>
        [.. locals.In(expression.Span).Where(reference => reference is { IsDeclaration: true, Symbol: ILocalSymbol }).Select(reference => reference.Symbol)
            .Where(symbol => locals.In(unit.Body.Span).Any(use => !use.IsDeclaration && SymbolEqualityComparer.Default.Equals(use.Symbol, symbol)
                && !expression.Span.Contains(use.Position) && inner?.Span.Contains(use.Position) != true))];

    private bool IsBoolean(ExpressionSyntax expression) => TypeOf(expression).SpecialType == SpecialType.System_Boolean;

    /// <summary>Whether it depends on one part of the condition if another one, with an await, is evaluated.</summary>
    private bool IsDivided(ExpressionSyntax condition) => Unwrap(condition) switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => IsDivided(not.Operand),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } binary =>
            IsBoolean(binary) && IsBoolean(binary.Left) && (HasBoundary(binary.Right) || IsDivided(binary.Left)),
        ConditionalExpressionSyntax choice => IsBoolean(choice) && (HasBoundary(choice.WhenTrue) || HasBoundary(choice.WhenFalse) || IsDivided(choice.Condition)),
        _ => false,
    };

    /// <summary>A choice as jumps. What the two pieces of code declare is declared in the current block.</summary>
    private void LowerChoiceByJumps(ExpressionSyntax condition, Action then, Action? otherwise)
    {
        var no = new Mark("Otherwise");
        JumpIf(condition, false, no);
        then();
        if (otherwise is null)
        {
            Add(new LabelNode(no));
            return;
        }

        var end = new Mark("End");
        Go(end);
        Add(new LabelNode(no));
        otherwise();
        Add(new LabelNode(end));
    }

    /// <summary>Jumps if the condition has that value, and goes on behind else.</summary>
    private void JumpIf(ExpressionSyntax condition, bool value, Mark target)
    {
        condition = Unwrap(condition);
        switch (condition)
        {
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not when IsDivided(not):
                JumpIf(not.Operand, !value, target);
                break;
            case BinaryExpressionSyntax both when IsDivided(both) && both.IsKind(SyntaxKind.LogicalAndExpression) == value:
                var skip = new Mark("Skip");
                JumpIf(both.Left, !value, skip);
                JumpIf(both.Right, value, target);
                Add(new LabelNode(skip));
                break;
            case BinaryExpressionSyntax either when IsDivided(either):
                JumpIf(either.Left, value, target);
                JumpIf(either.Right, value, target);
                break;
            case ConditionalExpressionSyntax choice when IsDivided(choice):
                LowerChoiceByJumps(choice.Condition, () => JumpIf(choice.WhenTrue, value, target), () => JumpIf(choice.WhenFalse, value, target));
                break;
            default:
                var test = InOverflowContext(Lower(condition));
                GoIf(value ? test : Code.Of("!(", test, ")"), target, condition);
                break;
        }
    }

    private void GoIf(Code condition, Mark target, SyntaxNode? origin) =>
        Add(new IfNode(condition, In(new BlockNode(null), () => Go(target)), null, origin));

    private void Go(Mark target)
    {
        if (_block.Items.Count == 0 || _block.Items[_block.Items.Count - 1] is not StatementNode { Completes: false })
        {
            Add(new StatementNode(new Code([new GotoText(target)]), null, completes: false));
        }
    }

    /// <summary>
    /// Code that is run under a condition only, for the sake of a part of an expression. Variables that it declares and that are used behind the expression are not assigned
    /// where it is not run, so nobody reads them then: they are given a value for the compiler, which does not see that.
    /// </summary>
    private void LowerGuarded(Code condition, ExpressionSyntax part, Action lower, ExpressionSyntax? origin)
    {
        var declared = DeclaredFor(part);
        if (declared.Count == 0)
        {
            Add(new IfNode(condition, In(new BlockNode(null), lower), null, origin));
            return;
        }

        var skip = new Mark("Skip");
        var end = new Mark("End");
        GoIf(Code.Of("!(", condition, ")"), skip, origin);
        lower();
        Go(end);
        Add(new LabelNode(skip));
        foreach (var variable in declared)
        {
            Add(new StatementNode(Code.Of(new Code([new LocalUse(variable)]), " = default!;"), null));
        }

        Add(new LabelNode(end));
    }
}

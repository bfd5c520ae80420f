using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>Choices between pieces of code.</content>
internal sealed partial class HandlerLowering
{
    private void LowerIf(IfStatementSyntax choice)
    {
        _statement = choice.Condition;
        LowerChoice(choice.Condition, () => Add(LowerEmbedded(choice.Statement)), choice.Else is { } branch ? () => Add(LowerEmbedded(branch.Statement)) : null, choice.Statement);
    }

    /// <summary>
    /// A choice between two pieces of code. Behind <c>&amp;&amp;</c> an await makes the condition a nest of conditions, so that what the first ones
    /// declare is known to be assigned in the code that they lead to, <paramref name="inner"/>.
    /// </summary>
    private void LowerChoice(ExpressionSyntax condition, Action then, Action? otherwise, SyntaxNode? inner)
    {
        var isConjunction = IsConjunctionWithAwait(condition);
        if (IsDivided(condition) && DeclaresFor(condition, isConjunction ? inner : null))
        {
            LowerChoiceByJumps(condition, then, otherwise);
        }
        else if (!isConjunction)
        {
            var test = InOverflowContext(Lower(condition));
            Add(new IfNode(test, Flattened(then), otherwise is null ? null : Flattened(otherwise), condition));
        }
        else if (otherwise is null)
        {
            LowerWhenTrue(condition, then);
        }
        else
        {
            var once = new OnceNode(condition);
            In(once.Body, () =>
            {
                LowerWhenTrue(condition, () =>
                {
                    then();
                    Add(new StatementNode(new Code([new JumpOut(once, IsContinue: false)]), null, completes: false));
                });
                otherwise();
            });
            Add(once);
        }
    }

    private bool IsConjunctionWithAwait(ExpressionSyntax condition) =>
        Unwrap(condition) is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both
        && (HasBoundary(both.Right) || IsConjunctionWithAwait(both.Left))
        && TypeOf(both).SpecialType == SpecialType.System_Boolean
        && TypeOf(both.Left).SpecialType == SpecialType.System_Boolean;

    private void LowerWhenTrue(ExpressionSyntax condition, Action then)
    {
        if (IsConjunctionWithAwait(condition))
        {
            var both = (BinaryExpressionSyntax)Unwrap(condition);
            LowerWhenTrue(both.Left, () => LowerWhenTrue(both.Right, then));
            return;
        }

        if (IsDivided(condition) && DeclaresFor(condition))
        {
            LowerChoiceByJumps(condition, then, null);
            return;
        }

        var test = InOverflowContext(Lower(condition));
        Add(new IfNode(test, Flattened(then), null, condition));
    }

    /// <summary>A block of its own for a branch; one that is nothing but a block is that block.</summary>
    private BlockNode Flattened(Action branch)
    {
        var block = In(new BlockNode(null), branch);
        return block is { Items: [BlockNode { Keyword: null } only], LocalFunctions.Count: 0, Constants.Count: 0 } ? only : block;
    }
}

using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>Switches with an await behind <c>when</c>: their cases are tested one after the other.</content>
internal sealed partial class HandlerLowering
{
    private void LowerArmsInTurn(SwitchExpressionSyntax choice, Temp value)
    {
        var once = new OnceNode(choice);
        In(once.Body, () =>
        {
            var governing = HoldGoverning(choice.GoverningExpression, Lower(choice.GoverningExpression));
            foreach (var arm in choice.Arms)
            {
                Test(arm, governing, arm.Pattern, arm.WhenClause, () =>
                {
                    AssignTo(value, arm.Expression);
                    Leave(once);
                });
            }

            if (!choice.Arms.Any(arm => arm is { Pattern: DiscardPatternSyntax, WhenClause: null }))
            {
                Add(new StatementNode(Code.Of($"throw new {KnownNames.SwitchExpressionException}(", Code.Of(governing), ");"), null, completes: false));
            }

            _held.RemoveAt(_held.Count - 1);
        });
        Add(once);
    }

    private void LowerSectionsInTurn(SwitchStatementSyntax choice, Code value)
    {
        if (choice.Sections.FirstOrDefault(section => section.Labels.Count > 1 && section.Labels.Any(HasBoundary)) is { } several)
        {
            throw Refuse(several, "an await in one of several labels of a switch section: give each label a section");
        }

        var once = new OnceNode(choice);
        _targets[choice] = once;
        In(once.Body, () =>
        {
            var governing = HoldGoverning(choice.Expression, value);

            // The default comes last, wherever it stands.
            foreach (var section in choice.Sections.OrderBy(section => section.Labels.Any(label => label is DefaultSwitchLabelSyntax)))
            {
                LowerSection(section, governing);
            }

            _held.RemoveAt(_held.Count - 1);
        });
        Add(once);
    }

    private void LowerSection(SwitchSectionSyntax section, Temp governing)
    {
        if (section.Labels.Any(label => label is DefaultSwitchLabelSyntax))
        {
            Add(In(new BlockNode(section), () => Released(() => LowerStatements(section.Statements))));
            return;
        }

        if (section.Labels is [CasePatternSwitchLabelSyntax single])
        {
            Test(section, governing, single.Pattern, single.WhenClause, () => LowerStatements(section.Statements));
            return;
        }

        var tests = section.Labels.Select(label => label switch
        {
            CaseSwitchLabelSyntax constant => Code.Of(Code.Of(governing), " is ", Code.User(constant.Value)),
            CasePatternSwitchLabelSyntax { WhenClause: null } pattern => Code.Of(Code.Of(governing), " is ", Code.User(pattern.Pattern)),
            _ => throw Refuse(label, "several labels with conditions beside an await in another section's condition: give each label a section"),
        }).ToList();
        var condition = tests.Skip(1).Aggregate(tests[0], (all, test) => Code.Of(all, " || ", test));
        Add(new IfNode(condition, In(new BlockNode(section), () => Released(() => LowerStatements(section.Statements))), null, section.Labels[0]));
    }

    /// <summary>One case: the pattern, inside that the condition, inside that the code. The variables of the pattern are declared in a block around it.</summary>
    private void Test(SyntaxNode scope, Temp governing, PatternSyntax pattern, WhenClauseSyntax? when, Action then)
    {
        Action code = () => Released(then);
        Action matched = when is null ? code : () => LowerChoice(when.Condition, code, null);
        if (pattern is DiscardPatternSyntax)
        {
            Add(In(new BlockNode(scope), matched));
            return;
        }

        var matching = Code.Of(Code.Of(governing), " is ", Code.User(pattern));
        Add(In(new BlockNode(scope), () => Add(new IfNode(matching, In(new BlockNode(null), matched), null, pattern))));
    }

    /// <summary>The code of a case no longer needs the value that was switched on.</summary>
    private void Released(Action code)
    {
        var governing = _held[_held.Count - 1];
        _held.RemoveAt(_held.Count - 1);
        code();
        _held.Add(governing);
    }

    private Temp HoldGoverning(ExpressionSyntax expression, Code value)
    {
        var governing = NewTemp(HintOf(expression), TypeOf(expression));
        Add(new TempNode(governing, InOverflowContext(value), expression));
        _held.Add((governing, null));
        return governing;
    }

    private void Leave(OnceNode once)
    {
        if (_block.Items[_block.Items.Count - 1] is not StatementNode { Completes: false })
        {
            Add(new StatementNode(new Code([new JumpOut(once, IsContinue: false)]), null, completes: false));
        }
    }
}

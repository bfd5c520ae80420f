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
        var once = new OnceNode(choice);
        _targets[choice] = once;
        In(once.Body, () => TestSections(choice, value));
        Add(once);
    }

    private void TestSections(SwitchStatementSyntax choice, Code value)
    {
        var governing = HoldGoverning(choice.Expression, value);

        foreach (var section in choice.Sections)
        {
            LowerSection(section, governing);
        }

        // The default comes last, wherever it stands.
        if (choice.Sections.FirstOrDefault(section => section.Labels.Any(label => label is DefaultSwitchLabelSyntax)) is { } otherwise)
        {
            Add(In(new BlockNode(otherwise), () => Released(() => LowerSectionBody(otherwise))));
        }

        _held.RemoveAt(_held.Count - 1);
    }

    private void LowerSection(SwitchSectionSyntax section, Temp governing)
    {
        if (_sections.TryGetValue(section, out var mark))
        {
            TestLabels(section, governing, mark);
            return;
        }

        if (section.Labels is [DefaultSwitchLabelSyntax])
        {
            return;
        }

        if (section.Labels is [CasePatternSwitchLabelSyntax single])
        {
            Test(section, governing, single.Pattern, single.WhenClause, () => LowerSectionBody(section));
            return;
        }

        var tests = section.Labels.Select(label => label switch
        {
            CaseSwitchLabelSyntax constant => Code.Of(Code.Of(governing), " is ", Code.User(constant.Value)),
            CasePatternSwitchLabelSyntax { WhenClause: null } pattern => Code.Of(Code.Of(governing), " is ", Code.User(pattern.Pattern)),
            _ => throw Refuse(label, "one of several labels of a switch section, with a condition, in a switch with an await in a condition: give each label a section"),
        }).ToList();
        var condition = tests.Skip(1).Aggregate(tests[0], (all, test) => Code.Of(all, " || ", test));
        Add(new IfNode(condition, In(new BlockNode(section), () => Released(() => LowerSectionBody(section))), null, section.Labels[0]));
    }

    /// <summary>The labels of a section that stands at a mark, each by itself.</summary>
    private void TestLabels(SwitchSectionSyntax section, Temp governing, Mark mark)
    {
        foreach (var label in section.Labels)
        {
            switch (label)
            {
                case CasePatternSwitchLabelSyntax pattern:
                    Test(section, governing, pattern.Pattern, pattern.WhenClause, () => Go(mark));
                    break;
                case CaseSwitchLabelSyntax constant:
                    GoIf(Code.Of(Code.Of(governing), " is ", Code.User(constant.Value)), mark, label);
                    break;
            }
        }
    }

    /// <summary>One case: the pattern, inside that the condition, inside that the code. The variables of the pattern are declared in a block around it.</summary>
    private void Test(SyntaxNode scope, Temp governing, PatternSyntax pattern, WhenClauseSyntax? when, Action then)
    {
        Action code = () => Released(then);
        Action matched = when is null ? code : () => LowerChoice(when.Condition, code, null, scope);
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

using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>Switch statements that hold a boundary.</content>
internal sealed partial class HandlerLowering
{
    private void LowerSwitch(SwitchStatementSyntax choice)
    {
        _statement = choice.Expression;
        var governing = Lower(choice.Expression);
        if (!choice.Sections.Any(HasBoundary))
        {
            Add(new StatementNode(ReplaceIn(Text(choice), choice, choice.Expression, governing), choice, EndIsReachable(choice)));
            return;
        }

        if (SectionsJumpedTo(choice) is { Count: > 0 } sections)
        {
            LowerSwitchByMarks(choice, governing, sections);
        }
        else if (choice.Sections.SelectMany(section => section.Labels).Any(HasBoundary))
        {
            LowerSectionsInTurn(choice, governing);
        }
        else
        {
            Add(Switch(choice, governing));
        }
    }

    private SwitchNode Switch(SwitchStatementSyntax choice, Code governing)
    {
        var node = new SwitchNode(governing, choice)
        {
            IsExhaustive = choice.Sections.Any(section => section.Labels.Any(label => label is DefaultSwitchLabelSyntax)),
        };
        if (!_targets.ContainsKey(choice))
        {
            _targets[choice] = node;
        }

        foreach (var section in choice.Sections)
        {
            node.Sections.Add(new SwitchPart([.. section.Labels.Select(Code.User)], In(new BlockNode(section), () => LowerSectionBody(section))));
        }

        return node;
    }

    /// <summary>The text of a statement with one of its expressions replaced.</summary>
    private static Code ReplaceIn(Code text, SyntaxNode statement, ExpressionSyntax replaced, Code by)
    {
        var fragments = new List<Fragment>();
        foreach (var fragment in text.Fragments)
        {
            if (fragment is UserText user && user.Span.Contains(replaced.Span))
            {
                fragments.AddRange(Code.Replace(user.Span, [(replaced.Span, by)]).Fragments);
            }
            else
            {
                fragments.Add(fragment);
            }
        }

        return new Code([.. fragments]);
    }
}

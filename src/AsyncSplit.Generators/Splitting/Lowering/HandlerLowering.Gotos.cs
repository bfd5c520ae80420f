using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>goto, where it leads out of a statement without an await.</content>
internal sealed partial class HandlerLowering
{
    private bool IsWithin(GotoStatementSyntax jump, SyntaxNode node)
    {
        if (!jump.IsKind(SyntaxKind.GotoStatement))
        {
            return node.Span.Contains(jump.Ancestors().OfType<SwitchStatementSyntax>().First().Span);
        }

        return LabelOf(jump).DeclaringSyntaxReferences.All(reference => node.Span.Contains(reference.Span));
    }

    private ISymbol LabelOf(GotoStatementSyntax jump) => model.GetSymbolInfo(jump.Expression!, cancellationToken).Symbol ?? throw Refuse(jump, "a goto to an unknown label");

    private Code Goto(GotoStatementSyntax jump)
    {
        if (jump.IsKind(SyntaxKind.GotoStatement))
        {
            return Leave(new GotoText(LabelOf(jump)));
        }

        var choice = jump.Ancestors().OfType<SwitchStatementSyntax>().First();
        if (!_targets.TryGetValue(choice, out var target) || target is not SwitchNode node)
        {
            throw Refuse(jump, "a goto case in a switch with an await in a condition of its cases");
        }

        if (_exits.Count > 0 && choice.Span.Contains(_exits.Peek().Syntax.Span))
        {
            throw Refuse(jump, "a goto case out of a try block whose finally block awaits");
        }

        return new Code([new GotoCaseText(node, SectionOf(jump, choice), jump.ToString())]);
    }

    private int SectionOf(GotoStatementSyntax jump, SwitchStatementSyntax choice)
    {
        var wanted = jump.Expression is { } expression ? model.GetConstantValue(expression, cancellationToken).Value : null;
        for (var index = 0; index < choice.Sections.Count; index++)
        {
            var isTarget = choice.Sections[index].Labels.Any(label => label switch
            {
                DefaultSwitchLabelSyntax => jump.IsKind(SyntaxKind.GotoDefaultStatement),
                CaseSwitchLabelSyntax single => jump.IsKind(SyntaxKind.GotoCaseStatement) && Equals(model.GetConstantValue(single.Value, cancellationToken).Value, Converted(wanted, single.Value)),
                _ => false,
            });
            if (isTarget)
            {
                return index;
            }
        }

        throw Refuse(jump, "a goto to a case of another form than a constant");
    }

    /// <summary>A goto case converts its constant to the type of the switch, as the labels do.</summary>
    private object? Converted(object? wanted, ExpressionSyntax label)
    {
        var constant = model.GetConstantValue(label, cancellationToken).Value;
        return wanted is IConvertible && constant is IConvertible && wanted is not string && constant is not string
            ? Convert.ChangeType(wanted, constant.GetType(), System.Globalization.CultureInfo.InvariantCulture)
            : wanted;
    }
}

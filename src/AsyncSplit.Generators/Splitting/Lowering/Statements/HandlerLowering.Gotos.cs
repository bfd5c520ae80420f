using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>goto, where it leads out of a statement without an await.</content>
internal sealed partial class HandlerLowering
{
    private readonly Dictionary<ISymbol, Mark> _marks = new(SymbolEqualityComparer.Default);

    private bool IsWithin(GotoStatementSyntax jump, SyntaxNode node)
    {
        if (!jump.IsKind(SyntaxKind.GotoStatement))
        {
            return node.Span.Contains(jump.Ancestors().OfType<SwitchStatementSyntax>().First().Span);
        }

        return LabelOf(jump).DeclaringSyntaxReferences.All(reference => node.Span.Contains(reference.Span));
    }

    /// <summary>
    /// Whether a goto leads back to before the declaration, with an await in between: then the rest behind the await and the code that is jumped back to share
    /// the local, so that it is declared around both.
    /// </summary>
    private bool IsRepeated(LocalDeclarationStatementSyntax declaration)
    {
        if (declaration is { Declaration.Type: RefTypeSyntax } or { UsingKeyword.RawKind: not 0 } || !_block.Items.OfType<LabelNode>().Any(item => item.Mark.IsOfUser)
            || declaration.Declaration.Variables.Any(variable => variable.Initializer?.Value is InitializerExpressionSyntax or StackAllocArrayCreationExpressionSyntax || ((ILocalSymbol)model.GetDeclaredSymbol(variable, cancellationToken)!).Type is { IsRefLikeType: true } or IPointerTypeSymbol))
        {
            return false;
        }

        if (declaration.Parent is SwitchSectionSyntax section)
        {
            return _sections.ContainsKey(section);
        }

        return declaration.FirstAncestorOrSelf<BlockSyntax>() is { } block && HasBoundary(block) && block.DescendantNodes().OfType<GotoStatementSyntax>().Any(jump => jump.IsKind(SyntaxKind.GotoStatement) && jump.SpanStart > declaration.SpanStart
            && _block.Items.OfType<LabelNode>().Any(item => item.Mark == MarkOf(LabelOf(jump))));
    }

    private void LowerAssignedDeclaration(VariableDeclarationSyntax declaration)
    {
        foreach (var variable in declaration.Variables)
        {
            if (variable.Initializer is { } initializer)
            {
                var local = new Code([new LocalUse(model.GetDeclaredSymbol(variable, cancellationToken)!)]);
                Add(new StatementNode(Code.Of(local, " = ", Lower(initializer.Value), ";"), variable));
            }
        }
    }

    private ISymbol LabelOf(GotoStatementSyntax jump) => model.GetSymbolInfo(jump.Expression!, cancellationToken).Symbol ?? throw Refuse(jump, "a goto to an unknown label");

    private Mark MarkOf(ISymbol label)
    {
        if (!_marks.TryGetValue(label, out var mark))
        {
            _marks[label] = mark = new Mark(label.Name, label.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken));
        }

        return mark;
    }

    private Code Goto(GotoStatementSyntax jump)
    {
        if (jump.IsKind(SyntaxKind.GotoStatement))
        {
            return Leave(new GotoText(MarkOf(LabelOf(jump))));
        }

        var choice = jump.Ancestors().OfType<SwitchStatementSyntax>().First();
        var section = SectionOf(jump, choice);
        return _sections.TryGetValue(choice.Sections[section], out var mark)
            ? Leave(new GotoText(mark))
            : new Code([new GotoCaseText((SwitchNode)_targets[choice], section, jump.ToString())]);
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

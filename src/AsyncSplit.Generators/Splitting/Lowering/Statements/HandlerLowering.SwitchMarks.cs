using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>
/// Switch statements whose sections are jumped to from other places than their cases: the switch only chooses, and the sections that are jumped to stand behind it,
/// each at a mark of its own. Only those whose cases declare variables stay in the switch.
/// </content>
internal sealed partial class HandlerLowering
{
    /// <summary>The sections that stand at marks.</summary>
    private readonly Dictionary<SwitchSectionSyntax, Mark> _sections = [];

    /// <summary>
    /// The sections that are come to in a way that no switch statement has: by a goto to a label inside; by goto case out of a try block whose finally block awaits; and where the
    /// cases are tested one after the other, by goto case, or from several labels of which one has a condition or is the default.
    /// </summary>
    private List<SwitchSectionSyntax> SectionsJumpedTo(SwitchStatementSyntax choice)
    {
        var isInTurn = choice.Sections.SelectMany(section => section.Labels).Any(HasBoundary);
        var found = new List<SwitchSectionSyntax>(choice.Sections.Where(section => isInTurn && section.Labels.Count > 1 && section.Labels.Any(label => label is DefaultSwitchLabelSyntax or CasePatternSwitchLabelSyntax { WhenClause: not null })));
        foreach (var jump in choice.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<GotoStatementSyntax>())
        {
            if (jump.IsKind(SyntaxKind.GotoStatement))
            {
                var label = LabelOf(jump).DeclaringSyntaxReferences[0].GetSyntax(cancellationToken);
                while (label is LabeledStatementSyntax)
                {
                    label = label.Parent!;
                }

                found.AddRange(choice.Sections.Where(section => section == label && !section.Span.Contains(jump.Span)));
            }
            else if (jump.Ancestors().OfType<SwitchStatementSyntax>().First() == choice
                && (isInTurn || jump.Ancestors().TakeWhile(node => node != choice).Any(node => node is TryStatementSyntax { Finally: { } last } && HasBoundary(last) && !last.Span.Contains(jump.Span))))
            {
                found.Add(choice.Sections[SectionOf(jump, choice)]);
            }
        }

        return [.. found.Distinct()];
    }

    private void LowerSwitchByMarks(SwitchStatementSyntax choice, Code governing, IReadOnlyList<SwitchSectionSyntax> jumpedTo)
    {
        var atMarks = choice.Sections.Where(section => DeclaredInCase(section) is null).ToList();
        CheckSections(choice, jumpedTo, atMarks);
        var once = new OnceNode(choice);
        once.Body.Scopes.Add(choice);
        _targets[choice] = once;
        foreach (var section in atMarks)
        {
            _sections[section] = new Mark("Case", section);
        }

        In(once.Body, () =>
        {
            if (choice.Sections.SelectMany(section => section.Labels).Any(HasBoundary))
            {
                TestSections(choice, governing);
            }
            else
            {
                Add(Switch(choice, governing));
            }

            Leave(once);
            foreach (var section in atMarks)
            {
                Add(new LabelNode(_sections[section]));
                LowerStatements(section.Statements);
            }
        });
        Add(once);
    }

    /// <summary>What is declared for a section only cannot be used at its mark.</summary>
    private void CheckSections(SwitchStatementSyntax choice, IReadOnlyList<SwitchSectionSyntax> jumpedTo, IReadOnlyList<SwitchSectionSyntax> atMarks)
    {
        foreach (var section in jumpedTo)
        {
            if (DeclaredInCase(section) is { } variable)
            {
                throw Refuse(section, $"a goto from elsewhere into the switch section that declares '{variable.Name}' in its case, beside an await: move the code that is jumped to into a section of its own");
            }
        }

        foreach (var section in choice.Sections.Except(atMarks))
        {
            var shared = locals.In(choice.Span).FirstOrDefault(use => !use.IsDeclaration && use.Symbol is ILocalSymbol && locals.ScopeOf(use.Symbol) == choice
                && section.Span.Contains(use.Position) != section.Span.Contains(locals.DeclarationOf(use.Symbol)!.SpanStart)).Symbol;
            if (shared is not null)
            {
                throw Refuse(section, $"'{shared.Name}', which several sections of a switch share, beside an await and a goto into one of them: declare it before the switch");
            }
        }
    }

    /// <summary>A variable that the section's case declares for its statements.</summary>
    private ISymbol? DeclaredInCase(SwitchSectionSyntax section) =>
        section.Labels.SelectMany(label => locals.In(label.Span)).FirstOrDefault(reference => reference.IsDeclaration
            && section.Statements.Any(statement => locals.In(statement.Span).Any(use => SymbolEqualityComparer.Default.Equals(use.Symbol, reference.Symbol)))).Symbol;

    /// <summary>What stands in the switch for a section: its statements, or a jump to where they are.</summary>
    private void LowerSectionBody(SwitchSectionSyntax section)
    {
        if (_sections.TryGetValue(section, out var mark))
        {
            Go(mark);
            return;
        }

        LowerStatements(section.Statements);
    }
}

using AsyncSplit.Generators.Model.Entries;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators.Splitting.Residuals;

/// <content>Switch statements, and statements that a jump can leave.</content>
internal sealed partial class EntryWriter
{
    private bool Full(SwitchNode choice, Output output)
    {
        var outer = _jumps.TryGetValue(choice, out var before) ? before : null;
        var jumps = _jumps[choice] = new Jumps();
        var head = new Output();
        head.Add($"switch ({Render(choice.Governing, head)})", SpanOf(choice.Origin is Microsoft.CodeAnalysis.CSharp.Syntax.SwitchStatementSyntax statement ? statement.Expression : null));
        var sections = new Output();
        foreach (var section in choice.Sections)
        {
            foreach (var label in section.Labels)
            {
                sections.Add(Render(label, sections));
            }

            var body = new Output();
            body.Declared.UnionWith(sections.Declared);
            var falls = Full(section.Body, body);
            if (falls)
            {
                body.Add("break;");
                jumps.BreakUsed = true;
            }

            if (choice.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.SwitchExpressionSyntax)
            {
                // Arms have scopes of their own, sections of a statement share one.
                var arm = new Output();
                Braces(arm, body);
                sections.Append(arm, 1);
                continue;
            }

            sections.Append(body, 1);
            sections.Declared.UnionWith(body.Declared);
        }

        // A local that one section declares behind an await, which is not written here, and another one uses.
        var shared = SharedBySections(choice, sections);
        foreach (var local in shared.OfType<ILocalSymbol>())
        {
            head.Lines.Insert(0, Bare(local.Type, Naming.Escape(local.Name)));
            sections.Declared.Add(local);
        }

        Braces(head, sections);
        if (shared.Count > 0)
        {
            Braces(output, head);
        }
        else
        {
            output.Append(head, 0);
        }

        if (outer is not null)
        {
            _jumps[choice] = outer;
        }
        else
        {
            _jumps.Remove(choice);
        }

        return !choice.IsExhaustive || jumps.BreakUsed;
    }

    /// <summary>Statements that can be left by a jump to their end.</summary>
    private bool Once(OnceNode once, Output output, Func<Output, bool> write)
    {
        var jumps = _jumps[once] = new Jumps { Break = Fresh("Done") };
        var inner = new Output();
        var completes = write(inner);
        _jumps.Remove(once);
        if (inner.Declares)
        {
            Braces(output, inner);
        }
        else
        {
            output.Append(inner, 0);
        }

        if (jumps.BreakUsed)
        {
            output.Add($"{jumps.Break}: ;");
            completes = true;
        }

        return completes;
    }
}

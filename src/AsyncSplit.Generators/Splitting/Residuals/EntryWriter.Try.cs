using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators.Splitting.Residuals;

/// <content>Try statements: suspending inside one does not run its finally block.</content>
internal sealed partial class EntryWriter
{
    private bool Full(TryNode attempt, Output output)
    {
        var guard = Enter(attempt);
        var body = new Output();
        var completes = WriteRegion(attempt.Body, body, inner => Full(attempt.Body, inner));
        return Handlers(attempt, guard, body, completes, output);
    }

    private Guard? Enter(TryNode attempt)
    {
        if (attempt.Finally is null)
        {
            return null;
        }

        var guard = new Guard();
        _guards.Push(guard);
        return guard;
    }

    /// <summary>The try statement around a body that has been written, with all its handlers.</summary>
    private bool Handlers(TryNode attempt, Guard? guard, Output body, bool completes, Output output)
    {
        var handlers = new Output();
        foreach (var part in attempt.Catches)
        {
            handlers.Add(Head(part, handlers), part.Syntax is { } clause ? SpanOf(TextSpan.FromBounds(clause.SpanStart, HeadEnd(clause))) : null);
            var block = new Output();
            completes |= WriteRegion(part.Body!, block, inner => Full(part.Body!, inner));
            Braces(handlers, block);
        }

        return WriteTry(attempt, guard, body, handlers, output) && completes;
    }

    /// <summary>Writes the try statement. Tells whether its finally block lets control pass.</summary>
    private bool WriteTry(TryNode attempt, Guard? guard, Output body, Output? handlers, Output output)
    {
        if (guard is not null)
        {
            _guards.Pop();
        }

        var last = new Output();
        var passes = attempt.Finally is not { } final || Full(final, last);

        if (guard?.Flag is not null)
        {
            output.Add($"var {guard.Flag} = false;");
            output.Declares = true;
        }

        output.Add("try");
        Braces(output, body);
        if (handlers is not null)
        {
            output.Append(handlers, 0);
        }

        if (guard is null)
        {
            return true;
        }

        output.Add("finally");
        if (guard.Flag is not null)
        {
            var guarded = new Output();
            guarded.Add($"if (!{guard.Flag})");
            Braces(guarded, last);
            AssignOtherwise(attempt, last, guarded);
            last = guarded;
        }

        Braces(output, last);
        if (!passes && guard.Flag is not null)
        {
            // The compiler does not know that a finally block without its condition would never end.
            output.Add($"throw new {KnownNames.UnreachableException}();");
        }

        return passes;
    }

    /// <summary>
    /// What a finally block assigns is assigned behind it, which the compiler does not see where the block is skipped: in a step that ends here, and reads none of it any more.
    /// </summary>
    private void AssignOtherwise(TryNode attempt, Output last, Output output)
    {
        var hidden = attempt.FinallyAssigns.Where(symbol => last.Uses.Contains(symbol) && !last.Declared.Contains(symbol)
            && (!attempt.AssignedBeforeFinally.Contains(symbol, SymbolEqualityComparer.Default) || (!IsGiven(symbol) && Position(symbol) < (_place?.Position ?? _boundary!.Syntax.SpanStart)))).ToList();
        if (hidden.Count == 0)
        {
            return;
        }

        var otherwise = new Output();
        foreach (var symbol in hidden)
        {
            otherwise.Add($"{Naming.Escape(symbol.Name)} = default!;");
        }

        output.Add("else");
        Braces(output, otherwise);
    }

    private string Head(CatchPart part, Output output)
    {
        var clause = part.Syntax;
        if (part.Caught is { } caught)
        {
            _recomputed.Add(caught);
            output.DeclaredTemps.Add(caught);
            var filter = clause?.Filter is { } when ? " " + Render(Code.User(when), output) : "";
            return $"catch ({TypeName(caught.Type!)} {caught.Name}){filter}";
        }

        return Render(new Code([new UserText(TextSpan.FromBounds(clause!.SpanStart, HeadEnd(clause)))]), output);
    }

    private static int HeadEnd(CatchClauseSyntax clause) => clause.Filter?.Span.End ?? clause.Declaration?.Span.End ?? clause.CatchKeyword.Span.End;
}

using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators.Splitting.Residuals;

/// <content>Statements from their beginning, up to the first boundaries. Each tells whether control can reach its end.</content>
internal sealed partial class EntryWriter
{
    private bool Full(Node node, Output output)
    {
        _context.CancellationToken.ThrowIfCancellationRequested();
        switch (node)
        {
            case StatementNode statement:
                output.Add(Render(statement.Text, output), SpanOf(statement.Origin));
                return statement.Completes;
            case TempNode temp:
                Compute(temp, output);
                return true;
            case TempDeclarationNode { Temp: var temp }:
                output.Add($"{TypeName(temp.Type!)} {temp.Name};");
                output.DeclaredTemps.Add(temp);
                output.Declares = true;
                _recomputed.Add(temp);
                return true;
            case SuspendNode suspend:
                Suspend(suspend, output);
                return false;
            case BlockNode { Items: [LoopNode { Initializer: not null } only], LocalFunctions.Count: 0, Constants.Count: 0 }:
                return Full(only, output);
            case BlockNode block:
                var inner = new Output();
                var completes = Full(block, inner);
                Braces(output, inner, block.Keyword);
                return completes;
            case IfNode choice:
                return Full(choice, output);
            case LoopNode loop:
                return Full(loop, output);
            case SwitchNode choice:
                return Full(choice, output);
            case TryNode attempt:
                return Full(attempt, output);
            case OnceNode once:
                return Once(once, output, inner => Full(once.Body, inner));
            default:
                throw new InvalidOperationException($"No way to write {node.GetType().Name}.");
        }
    }

    private bool Full(BlockNode block, Output output) => WithLabels(block, FreshLabel, () => Items(block, output, 0, completes: true));

    private void Compute(TempNode node, Output output)
    {
        var value = Render(node.Value, output);
        _recomputed.Add(node.Temp);
        if (node.Declares)
        {
            output.Add($"{(node.NeedsType ? TypeName(node.Temp.Type!) : "var")} {node.Temp.Name} = {value};", SpanOf(node.Origin));
            output.DeclaredTemps.Add(node.Temp);
            output.Declares = true;
        }
        else
        {
            output.Add($"{node.Temp.Name} = {value};", SpanOf(node.Origin));
            output.TempUses.Add(node.Temp);
        }
    }

    private bool Full(IfNode choice, Output output, string keyword = "if")
    {
        output.Add($"{keyword} ({Render(choice.Condition, output)})", SpanOf(choice.Origin));
        var then = new Output();
        var completes = Full(choice.Then, then);
        Braces(output, then);
        switch (choice.Else)
        {
            case null:
                return true;
            case { Items: [IfNode nested], LocalFunctions.Count: 0, Constants.Count: 0 }:
                return Full(nested, output, "else if") | completes;
            default:
                var otherwise = new Output();
                completes |= Full(choice.Else, otherwise);
                output.Add("else");
                Braces(output, otherwise);
                return completes;
        }
    }

    private bool Full(LoopNode loop, Output output, bool again = false)
    {
        var outer = _jumps.TryGetValue(loop, out var before) ? before : null;
        var jumps = _jumps[loop] = new Jumps();
        if (loop.Tail is not null)
        {
            jumps.Continue = Fresh("Next");
        }

        var round = new Output();
        var body = new Output();
        var reachesTail = Full(loop.Body, body);
        if (loop.Tail is null)
        {
            round = body;
        }
        else
        {
            Braces(round, body);
            if (jumps.ContinueUsed)
            {
                round.Add($"{jumps.Continue}: ;");
            }

            if (reachesTail || jumps.ContinueUsed)
            {
                Full(loop.Tail, round);
            }
        }

        // What is in the body has been rendered: the head comes before it.
        var isDo = loop.TestsAfter && !again;
        var condition = loop.Condition is { } test ? Render(test, output) : null;
        var head = loop switch
        {
            { Initializer: { } start } => $"for ({(!again ? Start(start, loop, output) : loop.Increment is { } first ? Render(first, output) : "")}; {condition}; {(loop.Increment is { } increment ? Render(increment, output) : "")})",
            { Increment: { } increment } => $"for ({(again ? Render(increment, output) : "")}; {condition}; {Render(increment, output)})",
            _ when isDo => "do",
            _ => $"while ({condition ?? "true"})",
        };
        output.Add(head, isDo ? null : SpanOf(loop.ConditionSyntax));
        Braces(output, round);
        if (isDo)
        {
            output.Add($"while ({condition});", SpanOf(loop.ConditionSyntax));
        }

        var completes = !loop.IsEndless || jumps.BreakUsed;
        if (outer is not null)
        {
            _jumps[loop] = outer;
        }
        else
        {
            _jumps.Remove(loop);
        }

        return completes;
    }

    /// <summary>The initialisation of a <c>for</c>: what it declares is seen in the loop only.</summary>
    private string Start(Code initializer, LoopNode loop, Output output)
    {
        var scope = new Output();
        var text = Render(initializer, scope);
        output.Uses.UnionWith(scope.Uses);
        output.Declared.UnionWith(scope.Declared);
        output.DeclaredTemps.UnionWith(loop.Counters);

        return text;
    }

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
            head.Lines.Insert(0, new BodyLine(0, $"{TypeName(local.Type)} {Naming.Escape(local.Name)}{(_context.InitializesLocals ? " = default!" : "")};", null));
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

    private bool Full(TryNode attempt, Output output)
    {
        var guard = Enter(attempt);
        var body = new Output();
        var completes = Full(attempt.Body, body);
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
            handlers.Add(Head(part, handlers), SpanOf(part.Syntax?.Declaration));
            var block = new Output();
            completes |= Full(part.Body!, block);
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
            && (!attempt.AssignedBeforeFinally.Contains(symbol, SymbolEqualityComparer.Default) || (Captured?.Contains(symbol) == false && Position(symbol) < _boundary!.Syntax.SpanStart))).ToList();
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

        var end = clause!.Filter?.Span.End ?? clause.Declaration?.Span.End ?? clause.CatchKeyword.Span.End;
        return Render(new Code([new UserText(TextSpan.FromBounds(clause.SpanStart, end))]), output);
    }
}

using AsyncSplit.Generators.Model.Entries;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
                Write(statement.Text, statement.Origin, output);
                return statement.Completes;
            case TempNode temp:
                Compute(temp, output);
                return true;
            case TempDeclarationNode { Temp: var temp }:
                output.Declare(temp, Bare(temp.Type!, temp.Name, null, isTemp: true));
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

    /// <summary>Writes a statement of the user's: one with others inside line by line.</summary>
    private void Write(Code text, SyntaxNode? origin, Output output)
    {
        if (origin is StatementSyntax statement && StatementPieces.Of(statement) is { Count: > 1 } pieces && text.Cut(statement.Span, [.. pieces.Select(piece => piece.Span)]) is { } parts)
        {
            for (var index = 0; index < parts.Count; index++)
            {
                output.Add(Render(parts[index], output), SpanOf(pieces[index].Span), pieces[index].Indentation);
            }
        }
        else if (origin is StatementSyntax rewritten && text.Fragments is not [UserText] && ExpressionPieces.Of(rewritten) is { Count: > 1 } stops && text.Cut(rewritten.Span, [.. stops.Select(stop => stop.Span)]) is { } codes)
        {
            Write(codes, stops, output);
        }
        else
        {
            output.Add(Render(text, output), SpanOf(origin));
        }
    }

    /// <summary>Writes a statement over several lines, of which parts are the user's and parts are not. What is the user's without a break stays together.</summary>
    private void Write(IReadOnlyList<Code> codes, IReadOnlyList<(TextSpan Span, TextSpan Stop)> pieces, Output output)
    {
        for (var index = 0; index < codes.Count;)
        {
            var first = index++;
            if (!IsUsers(first))
            {
                output.Add(Render(codes[first], output), SpanOf(pieces[first].Stop), first == 0 ? 0 : 1);
                continue;
            }

            while (index < codes.Count && IsUsers(index))
            {
                index++;
            }

            // The compiler takes what begins in the first piece for all of the statement, if the piece stands for that.
            var span = TextSpan.FromBounds(pieces[first].Span.Start, pieces[index - 1].Span.End);
            output.Add(Render(new Code([new UserText(span)]), output), SpanOf(first == 0 ? pieces[0].Stop : span), first == 0 ? 0 : 1);
        }

        bool IsUsers(int index) => codes[index].Fragments is [UserText user] && user.Span == pieces[index].Span;
    }

    private bool Full(BlockNode block, Output output)
    {
        var completes = WithLabels(block, FreshLabel, () => Items(block, output, 0, completes: true));

        // What is declared in statements that are not written here, behind a boundary, and used behind a label that a goto leads to.
        foreach (var local in output.Uses.OfType<ILocalSymbol>().Where(local => !local.IsConst && !output.Declared.Contains(local) && block.Scopes.Contains(_context.Locals.ScopeOf(local))).OrderByDescending(Position).ToList())
        {
            output.Lines.Insert(0, Bare(local.Type, Naming.Escape(local.Name)));
            output.Declared.Add(local);
            output.Declares = true;
        }

        output.DropUnused();
        return completes;
    }

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
        if (loop.Condition is { } declaring)
        {
            // What the condition declares is in scope in the body.
            var scope = new Output();
            Render(declaring, scope);
            body.Declared.UnionWith(scope.Declared);
        }

        _loops++;
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

        _loops--;

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
        _recomputed.UnionWith(loop.Counters);
        return text;
    }
}

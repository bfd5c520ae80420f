using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Residuals;

/// <content>What is left of a statement behind the boundary.</content>
internal sealed partial class EntryWriter
{
    private bool Rest(Node node, Output output)
    {
        switch (node)
        {
            case BlockNode block:
                return RestInBraces(block, output);
            case IfNode choice:
                return RestInBraces(Begins(choice.Then) ? choice.Then : choice.Else!, output);
            case LoopNode loop:
                return Rest(loop, output);
            case SwitchNode choice:
                return Rest(choice, output);
            case TryNode attempt:
                return Rest(attempt, output);
            case OnceNode once:
                return Once(once, output, inner => Rest(once.Body, inner));
            default:
                throw new InvalidOperationException($"No boundary is inside {node.GetType().Name}.");
        }
    }

    /// <summary>The rest of a block: the rest of the statement with the boundary, then the statements that follow.</summary>
    private bool Rest(BlockNode block, Output output) => WithLabels(block, FreshLabel, () => RestOfItems(block, output));

    private bool RestOfItems(BlockNode block, Output output)
    {
        var completes = true;
        var index = block == _place?.Block ? _place.Index - 1 : block.Items.FindIndex(Begins);
        if (block == _place?.Block)
        {
            // Nothing of the item before is left.
        }
        else if (block.Items[index] is SuspendNode)
        {
            Resume(block, index, output);
        }
        else
        {
            completes = Rest(block.Items[index], output);
        }

        completes = Items(block, output, index + 1, completes);
        completes = WriteAgain(block, output, completes);
        var symbols = output.Uses.Where(symbol => !output.Declared.Contains(symbol) && symbol is ILocalSymbol && block.Scopes.Contains(_context.Locals.ScopeOf(symbol)));
        var temps = block.Items.Take(index + 1).SelectMany<Node, Temp>(item => item switch
        {
            TempNode { Declares: true } computed => [computed.Temp],
            TempDeclarationNode declared => [declared.Temp],
            LoopNode loop => loop.Counters,
            _ => [],
        }).Where(temp => output.TempUses.Contains(temp) && !output.DeclaredTemps.Contains(temp)).ToList();
        Restore(output, symbols, temps);
        output.DropUnused();
        return completes;
    }

    private bool RestInBraces(BlockNode block, Output output)
    {
        var inner = new Output();
        var completes = Rest(block, inner);
        if (inner.Declares || block.Keyword is not null)
        {
            Braces(output, inner, block.Keyword);
        }
        else
        {
            output.Append(inner, 0);
        }

        return completes;
    }

    /// <summary>The value of the await stands where the await stood, if that is all that the next statement computes of it; else it gets a name first.</summary>
    private void Resume(BlockNode block, int index, Output output)
    {
        var result = _boundary!.ResultTemp;
        if (_boundary.IsStatement)
        {
            return;
        }

        var next = index + 1 < block.Items.Count ? block.Items[index + 1] : null;
        var code = next switch
        {
            StatementNode statement => statement.Text,
            TempNode temp => temp.Value,
            IfNode choice => choice.Condition,
            SwitchNode choice => choice.Governing,
            SuspendNode suspend => suspend.Request,
            _ => null,
        };
        if (code?.Uses(result) == 1 && !result.IsHeld)
        {
            return;
        }

        output.Add($"var {result.Name} = {Value(result, output)};", SpanOf(_boundary.Syntax));
        output.DeclaredTemps.Add(result);
        output.Declares = true;
        _isResultNamed = true;
    }

    private bool Rest(LoopNode loop, Output output)
    {
        // Jumps out of the rest of this round lead behind it, or behind the loop.
        var jumps = _jumps[loop] = new Jumps { Break = Fresh("Done"), Continue = Fresh("Next") };
        var inTail = loop.Tail is { } last && Begins(last);
        var rest = new Output();
        var completes = loop == _place?.Loop || Rest(inTail ? loop.Tail! : loop.Body, rest);

        // The variables of a for loop are declared around it; those of the other loops are new in each round.
        var symbols = rest.Uses.Where(symbol => !rest.Declared.Contains(symbol) && symbol is ILocalSymbol && loop.Syntax is not ForStatementSyntax && _context.Locals.ScopeOf(symbol) == loop.Syntax).ToList();
        Restore(rest, symbols, []);
        if (rest.Declares)
        {
            Braces(output, rest);
        }
        else
        {
            output.Append(rest, 0);
        }

        if (jumps.ContinueUsed)
        {
            output.Add($"{jumps.Continue}: ;");
            completes = true;
        }

        if (completes && !inTail && TailOfNextRound(loop) is { } shared)
        {
            completes = GoOn(shared, output);
        }
        else if (completes)
        {
            if (loop.Tail is { } tail && !inTail)
            {
                var step = new Output();
                completes = Full(tail, step);
                if (step.Declares)
                {
                    Braces(output, step);
                }
                else
                {
                    output.Append(step, 0);
                }
            }

            completes = completes && Full(loop, output, again: true);
        }

        _jumps.Remove(loop);
        if (jumps.BreakUsed)
        {
            output.Add($"{jumps.Break}: ;");
            completes = true;
        }

        return completes;
    }

    private bool Rest(SwitchNode choice, Output output)
    {
        var jumps = _jumps[choice] = new Jumps { Break = Fresh("Done") };
        var section = choice.Sections.First(part => Begins(part.Body));
        var rest = new Output();
        var cases = _cases[choice] = [];
        var completes = Rest(section.Body, rest);
        Restore(rest, SharedBySections(choice, rest), []);
        if (rest.Declares)
        {
            Braces(output, rest);
        }
        else
        {
            output.Append(rest, 0);
        }

        completes = WriteCases(choice, output, cases, jumps, completes);
        _cases.Remove(choice);

        _jumps.Remove(choice);
        if (jumps.BreakUsed)
        {
            output.Add($"{jumps.Break}: ;");
            completes = true;
        }

        return completes;
    }

    private List<ISymbol> SharedBySections(SwitchNode choice, Output output) =>
        [.. output.Uses.Where(symbol => symbol is ILocalSymbol && !output.Declared.Contains(symbol) && _context.Locals.ScopeOf(symbol) == choice.Syntax)];

    private bool Rest(TryNode attempt, Output output)
    {
        var guard = Enter(attempt);
        var body = new Output();
        if (Begins(attempt.Body))
        {
            return Handlers(attempt, guard, body, WriteRegion(attempt.Body, body, inner => Rest(attempt.Body, inner)), output);
        }

        var part = attempt.Catches.First(clause => Begins(clause.Body!));
        var isResumed = _resumedCatches.Add(part);
        var completes = WriteRegion(part.Body!, body, inner => Rest(part.Body!, inner));
        if (isResumed)
        {
            _resumedCatches.Remove(part);
        }

        // The exception's variable, and those that the filter declares.
        Restore(body, body.Uses.Where(symbol => symbol is ILocalSymbol && !body.Declared.Contains(symbol) && _context.Locals.ScopeOf(symbol) == part.Syntax).ToList(), []);
        if (guard is not null)
        {
            completes = WriteTry(attempt, guard, body, null, output) && completes;
        }
        else if (body.Declares)
        {
            Braces(output, body);
        }
        else
        {
            output.Append(body, 0);
        }

        return completes;
    }
}

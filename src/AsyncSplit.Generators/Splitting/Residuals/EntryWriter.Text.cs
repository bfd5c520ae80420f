using System.Text;
using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Forks;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators.Splitting.Residuals;

/// <content>Turns code into text, noting what it mentions.</content>
internal sealed partial class EntryWriter
{
    private string Render(Code code, Output output)
    {
        var text = new StringBuilder();
        Render(code, output, text);
        return text.ToString();
    }

    private void Render(Code code, Output output, StringBuilder text)
    {
        foreach (var fragment in code.Fragments)
        {
            var start = text.Length;
            switch (fragment)
            {
                case OwnText own:
                    text.Append(own.Text);
                    break;
                case UserText user:
                    if (_context.BindingReceivers.TryGetValue(user.Span.Start, out var receiver))
                    {
                        Render(receiver, output, text);
                    }

                    RenderUser(user.Span, output, text);
                    break;
                case CallRecordName call:
                    text.Append(_context.CallName(call.Callee));
                    break;
                case TempUse use:
                    text.Append(Value(use.Temp, output));
                    break;
                case FuturesUse:
                    UsesFutures = true;
                    text.Append(_context.Futures);
                    break;
                case LocalUse { Local: var local }:
                    output.Uses.Add(local);
                    text.Append(Naming.Escape(local.Name));
                    break;
                case AwaitText:
                    IsAsync = true;
                    text.Append("await ");
                    break;
                case JumpOut jump:
                    text.Append(Jump(jump));
                    break;
                case GotoText jump:
                    text.Append($"goto {UseLabel(jump.Mark)};");
                    break;
                case GotoCaseText jump:
                    text.Append(GotoCase(jump));
                    break;
                case ReturnText { Value: null }:
                    text.Append($"return {KnownNames.Step}.Return();");
                    break;
                case ReturnText { Value: { } value }:
                    text.Append($"return {KnownNames.Step}.Return<{_context.Result}>(");
                    Render(value, output, text);
                    text.Append(");");
                    break;
                case RethrowText rethrow when !_resumedCatches.Contains(rethrow.Catch):
                    text.Append("throw;");
                    break;
                case RethrowText rethrow:
                    text.Append($"throw {KnownNames.Step}.Rethrow(");
                    if (rethrow.Catch.Variable is { } variable)
                    {
                        output.Uses.Add(variable);
                        text.Append(Naming.Escape(variable.Name));
                    }
                    else if (rethrow.Catch.Caught is { } caught)
                    {
                        text.Append(Value(caught, output));
                    }
                    else
                    {
                        // Only while the exception is being handled can it be thrown again.
                        _isImpossible = true;
                    }

                    text.Append(");");
                    break;
            }

            if (start > 0 && start < text.Length && IsOfWord(text[start - 1]) && IsOfWord(text[start]))
            {
                // Where the user has put a parenthesis between two words, and we have not: "Ask()is true".
                text.Insert(start, ' ');
            }
        }
    }

    private static bool IsOfWord(char character) => char.IsLetterOrDigit(character) || character is '_' or '@';

    private void RenderUser(TextSpan span, Output output, StringBuilder text)
    {
        foreach (var reference in _context.Locals.In(span))
        {
            if (reference.IsDeclaration)
            {
                output.Declared.Add(reference.Symbol);
                output.Declares = true;
                _redeclared.Add(reference.Symbol);
            }
            else if (!_context.Locals.IsLifted(reference.Symbol))
            {
                output.Uses.Add(reference.Symbol);
                if (reference.IsWrite)
                {
                    _written.Add(reference.Symbol);
                }
            }
        }

        UsesFutures |= _context.Edits.UsesFutures(span);
        output.Uses.UnionWith(_context.Locals.CapturedByLifted(span));
        IsAsync |= IsAwaitedIn(span);
        text.Append(_context.Edits.Apply(_context.Source, span));
    }

    /// <summary>Whether an await of the source stays in the step.</summary>
    private bool IsAwaitedIn(TextSpan span)
    {
        var (low, high) = (0, _context.InlineAwaits.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _context.InlineAwaits[middle] < span.Start ? (middle + 1, high) : (low, middle);
        }

        return low < _context.InlineAwaits.Count && span.Contains(_context.InlineAwaits[low]);
    }

    private string Jump(JumpOut jump)
    {
        if (_place is not null && !_jumps.ContainsKey(jump.Target))
        {
            return LeaveTail(jump);
        }

        var jumps = JumpsOf(jump.Target);
        if (jump.IsContinue)
        {
            jumps.ContinueUsed = true;
            return jumps.Continue is { } label ? $"goto {label};" : "continue;";
        }

        jumps.BreakUsed = true;
        return jumps.Break is { } end ? $"goto {end};" : "break;";
    }

    private Jumps JumpsOf(JumpTarget target)
    {
        if (!_jumps.TryGetValue(target, out var jumps))
        {
            _jumps[target] = jumps = new Jumps();
        }

        return jumps;
    }

    /// <summary>A temporary where it is used: the end of the await, a member of the captured state, or its own name.</summary>
    private string Value(Temp temp, Output output)
    {
        if (temp.IsResult && temp == _boundary?.ResultTemp && !_isResultNamed)
        {
            if (_boundary.Kind == BoundaryKind.Join)
            {
                return $"{_context.Resumed}.GetResult({Member(Captured!.NameOfJoined())})";
            }

            return temp.Type is null || _boundary!.IsStatement ? _context.Resumed : $"{_context.Resumed}.Result";
        }

        if (!temp.IsVariable && Captured?.Contains(temp) == true && !_recomputed.Contains(temp))
        {
            return Member(Captured.NameOf(temp));
        }

        output.TempUses.Add(temp);
        return temp.Name;
    }

    /// <summary>Writes the end of the step at a boundary.</summary>
    private void Suspend(SuspendNode node, Output output)
    {
        var boundary = node.Boundary;
        var span = SpanOf(boundary.Syntax);
        string outcome;
        Settle(boundary, output);
        switch (boundary.Kind)
        {
            case BoundaryKind.Join:
                UsesFutures = true;
                outcome = $"{KnownNames.Step}.Join({_context.Futures}, {Joined(boundary, output)}, {NewState(boundary, output)})";
                break;
            case BoundaryKind.ChainCall when boundary.IsTail:
                outcome = $"{KnownNames.Step}.TailCall({NewCall(node, output)})";
                break;
            case BoundaryKind.ChainCall:
                outcome = $"{KnownNames.Step}.Call({NewCall(node, output)}, {NewState(boundary, output)})";
                break;
            case BoundaryKind.Delay:
                outcome = $"{KnownNames.Step}.Delay({Render(node.Request, output)}, {(boundary.HasNamedArguments ? "frame: " : "")}{NewState(boundary, output)})";
                break;
            case BoundaryKind.Yield:
                outcome = $"{KnownNames.Step}.Yield({NewState(boundary, output)})";
                break;
            default:
                outcome = Opaque(node, output, span);
                span = null;
                break;
        }

        _suspends = true;
        output.Add($"return {Suspending(outcome, suspends: true)};", span);
    }

    /// <summary>The task of a join, where the step ends.</summary>
    private string Joined(Boundary boundary, Output output)
    {
        if (boundary.JoinedLocal is { } local)
        {
            output.Uses.Add(local);
            return Naming.Escape(local.Name);
        }

        return Value(boundary.JoinedTemp!, output);
    }

    /// <summary>Tasks that run in this process have to end before they are captured.</summary>
    private void Settle(Boundary boundary, Output output)
    {
        if (!_context.RunsTasks || boundary.IsTail)
        {
            return;
        }

        var captures = _context.Captures[boundary];
        foreach (var local in captures.Locals.Where(local => TaskTypes.IsTask(TypeOf(local)) || TaskTypes.IsTaskList(TypeOf(local))))
        {
            output.Uses.Add(local);
            Settle(Naming.Escape(local.Name));
        }

        foreach (var temp in captures.Temps.Where(temp => TaskTypes.IsTask(temp.Type) || TaskTypes.IsTaskList(temp.Type)))
        {
            Settle(Value(temp, output));
        }

        void Settle(string task)
        {
            IsAsync = true;
            UsesFutures = true;
            output.Add($"await {_context.Futures}.Settle({task});");
        }
    }

    private static ITypeSymbol TypeOf(ISymbol symbol) => symbol is ILocalSymbol local ? local.Type : ((IParameterSymbol)symbol).Type;

    private string Opaque(SuspendNode node, Output output, Model.Entries.RelativeSpan? span)
    {
        IsAsync = true;
        var awaited = Fresh("awaited");
        if (node.Boundary.IsTask)
        {
            output.Add($"var {awaited} = await {KnownNames.Step}.Await({Render(node.Request, output)});", span);
        }
        else
        {
            var pending = Fresh("pending");
            output.Add($"var {pending} = {Render(node.Request, output)};", span);
            output.Add($"{KnownNames.Awaited} {awaited};");
            var exception = Fresh("exception");
            output.Add("try");
            output.Add("{");
            output.Add(node.Boundary.Result is null ? $"await {pending};" : $"{awaited} = {KnownNames.Step}.Completed(await {pending});", indentation: 1);
            if (node.Boundary.Result is null)
            {
                output.Add($"{awaited} = {KnownNames.Step}.Completed();", indentation: 1);
            }

            output.Add("}");
            output.Add($"catch (global::System.Exception {exception})");
            output.Add("{");
            output.Add($"{awaited} = {KnownNames.Step}.Failed({exception});", indentation: 1);
            output.Add("}");
        }

        return $"{KnownNames.Step}.Resume({awaited}, {NewState(node.Boundary, output)})";
    }

    /// <summary>The call's record. What a lifted function captures is read behind the arguments: evaluating these may change it.</summary>
    private string NewCall(SuspendNode node, Output output)
    {
        var request = Render(node.Request, output);
        if (node.Boundary.Lifted is not { } lifted)
        {
            return request;
        }

        output.Uses.UnionWith(lifted.CapturedValues);
        return $"new {_context.LiftedName(lifted)}({request}){lifted.CapturedInitializer}";
    }

    private string NewState(Boundary boundary, Output output)
    {
        var captures = _context.Captures[boundary];
        var values = new List<string>();
        foreach (var local in captures.Locals)
        {
            output.Uses.Add(local);
            values.Add(Naming.Escape(local.Name));
        }

        foreach (var temp in captures.Temps)
        {
            values.Add(Value(temp, output));
        }

        return $"new {_context.StateName(boundary)}({string.Join(", ", values)})";
    }
}

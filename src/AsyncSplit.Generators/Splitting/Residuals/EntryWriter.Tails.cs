using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Entries;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Residuals;

/// <content>
/// Rests that entry points share, as methods with the live locals as parameters. Such a method goes to the end of the handler; inside a try statement
/// to the end of its block, since the handlers around it are the caller's: then it has no outcome where control comes to that end.
/// </content>
internal sealed partial class EntryWriter
{
    private readonly TailPlace? _place;
    private readonly HashSet<SharedTail> _next = [];
    private readonly Dictionary<BlockNode, Label> _ends = [];
    private readonly HashSet<ISymbol> _written = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _redeclared = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _bare = new(SymbolEqualityComparer.Default);
    private readonly List<ISymbol> _localParameters = [];
    private readonly List<Temp> _tempParameters = [];
    private readonly Dictionary<object, string> _renamed = [];
    private int _loops;
    private bool _suspends;
    private bool _reachesEnd;
    private bool _isImpossible;

    private EntryWriter(EntryContext context, TailPlace place, IEnumerable<object> renamed)
        : this(context, boundary: null)
    {
        _place = place;
        _resumedCatches.UnionWith(place.Catches);
        foreach (var clashing in renamed)
        {
            _renamed[clashing] = Fresh(clashing is Temp temp ? temp.Name : ((ISymbol)clashing).Name);
        }
    }

    /// <summary>The shared rests that it goes on with.</summary>
    public IReadOnlyCollection<SharedTail> Next => _next;

    /// <summary>Where the rest that is being written ends.</summary>
    private BlockNode Region => _place?.Region ?? _context.Root;

    private bool IsWholeRest => Region == _context.Root;

    /// <summary>Makes the rest from <paramref name="place"/> on a method, if that can be.</summary>
    public static void ShareTail(EntryContext context, TailPlace place, string method)
    {
        var renamed = new HashSet<object>();
        while (true)
        {
            var writer = new EntryWriter(context, place, renamed);
            var output = new Output();
            writer.FinishTail(output, writer.Rest(place.Region, output));
            if (writer._isImpossible || !writer.References(out var locals, out var temps))
            {
                return;
            }

            var clashing = writer._localParameters.Where(symbol => !context.HasOwnName(symbol) || writer._redeclared.Contains(symbol))
                .Concat<object>(writer._tempParameters.Where(writer._recomputed.Contains)).Where(parameter => !renamed.Contains(parameter)).ToList();
            if (clashing.Count > 0)
            {
                renamed.UnionWith(clashing);
                continue;
            }

            place.Tail = new SharedTail
            {
                Place = place,
                Method = method,
                IsAsync = writer.IsAsync,
                Completes = writer._reachesEnd,
                Suspends = writer._suspends,
                UsesFutures = writer.UsesFutures,
                Locals = locals,
                Temps = temps,
                Tokens = writer.Tokens,
                Next = writer._next,
                Model = new TailModel(method, TailNames.Heading(place.Syntax), place.Loop is not null, writer.IsAsync, writer._reachesEnd, writer.Parameters(locals, temps).ToEquatableArray(), writer.Lines),
            };
            return;
        }
    }

    private void FinishTail(Output output, bool completes)
    {
        if (!IsWholeRest)
        {
            if (completes)
            {
                output.Add("return null;");
                _reachesEnd = true;
            }

            foreach (var block in _place!.Around.OfType<BlockNode>().TakeWhile(block => block != Region).Reverse())
            {
                DeclareHoisted(block, output);
                if (block.Keyword is not null)
                {
                    var inner = new Output();
                    inner.Append(output, 0);
                    output.Lines.Clear();
                    Braces(output, inner, block.Keyword);
                }
            }
        }

        Finish(output, completes && IsWholeRest);
    }

    /// <summary>Which parameters are references; false if there is one that cannot be a parameter.</summary>
    private bool References(out List<(ISymbol Symbol, bool ByReference)> locals, out List<(Temp Temp, bool ByReference)> temps)
    {
        var region = Region.Origin?.Span;
        bool IsOutside(ISymbol symbol) => region is not { } span || _context.Locals.DeclarationOf(symbol) is not { } declaration || !span.Contains(declaration.Span);

        locals = [.. _localParameters.OrderBy(Position).Select(symbol => (symbol, !IsWholeRest && _written.Contains(symbol) && IsOutside(symbol)))];
        temps = [.. _tempParameters.Select(temp => (temp, !IsWholeRest && temp.Initial is not null))];
        var isPossible = locals.All(local => local.ByReference ? !_context.Closures.IsCaptured(local.Symbol) : !_context.Closures.IsShared(local.Symbol))
            && _localParameters.All(symbol => TypeOf(symbol) is var type && Types.IsNameable(type) && !type.IsRefLikeType && symbol is not ILocalSymbol { IsRef: true })
            && !(IsAsync && (locals.Any(local => local.ByReference) || temps.Any(temp => temp.ByReference)));

        // What the rest assigns for the first time would have to be an out parameter, which every end of a step would have to assign.
        return isPossible && !(_reachesEnd && !IsWholeRest && _bare.Any(IsOutside));
    }

    private IEnumerable<string> Parameters(IEnumerable<(ISymbol Symbol, bool ByReference)> locals, IEnumerable<(Temp Temp, bool ByReference)> temps) =>
    [
        .. locals.Select(local => $"{(local.ByReference ? "ref " : "")}{TypeName(DeclaredType(local.Symbol))} {ParameterName(local.Symbol)}"),
        .. temps.Select(temp => $"{(temp.ByReference ? "ref " : "")}{TypeName(temp.Temp.Type!)} {ParameterName(temp.Temp)}"),
        .. Tokens.Select(token => $"{KnownNames.CancellationToken} {Naming.Escape(token.Name)}"),
        .. UsesFutures ? new[] { $"{KnownNames.StepFutures} {_context.Futures}" } : [],
    ];

    private string ParameterName(object parameter) =>
        _renamed.TryGetValue(parameter, out var name) ? name : parameter is Temp temp ? temp.Name : Naming.Escape(((ISymbol)parameter).Name);

    /// <summary>What "var" infers is always annotated, which would look as if the user had said so.</summary>
    private ITypeSymbol DeclaredType(ISymbol symbol) =>
        _context.Locals.DeclarationOf(symbol)?.Parent is VariableDeclarationSyntax { Type.IsVar: true } && TypeOf(symbol) is { IsReferenceType: true } type ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : TypeOf(symbol);

    /// <summary>Whether the place that the rest begins at, a boundary or where a shared rest begins, is inside a node.</summary>
    private bool Begins(Node node) => _place is { } place ? place.IsInside(node) : _context.Enclosing[_boundary!].Contains(node);

    /// <summary>Whether the local has a value where the rest begins.</summary>
    private bool IsGiven(ISymbol symbol) => _place is { } place ? place.Live.Contains(symbol) : Captured?.Contains(symbol) != false;

    /// <summary>Writes something that a try statement is around, and the label of its end, if a shared rest inside has come to that.</summary>
    private bool WriteRegion(BlockNode region, Output output, Func<Output, bool> write)
    {
        var completes = write(output);
        if (_ends.TryGetValue(region, out var end))
        {
            _ends.Remove(region);
            output.Add($"{end.Name}: ;");
            completes = true;
        }

        return completes;
    }

    /// <summary>The shared rest before an item of a block. In a loop's rounds there is none: they would become calls in calls.</summary>
    private SharedTail? TailBefore(BlockNode block, int index) =>
        _loops == 0 && _context.Tails.Before(block, index) is { Tail: { } tail } place && place != _place ? tail : null;

    private SharedTail? TailOfNextRound(LoopNode loop) =>
        _loops == 0 && _context.Tails.NextRound(loop) is { Tail: { } tail } place && place != _place ? tail : null;

    /// <summary>Goes on in a shared rest. Tells whether control comes to what stands behind the call.</summary>
    private bool GoOn(SharedTail tail, Output output)
    {
        _next.Add(tail);
        _suspends |= tail.Suspends;
        IsAsync |= tail.IsAsync;
        var call = $"{(tail.IsAsync ? "await " : "")}{tail.Method}({string.Join(", ", Arguments(tail, output))})";
        if (tail.Place.Region == Region)
        {
            _reachesEnd |= tail.Completes;
            output.Add($"return {call};");
            return false;
        }

        if (!tail.Completes)
        {
            output.Add($"return {Suspending(tail.IsAsync && tail.Suspends && _guards.Count > 0 ? $"({call})" : call, tail.Suspends)};");
            return false;
        }

        var outcome = Fresh("outcome");
        output.Add($"if ({call} is {{ }} {outcome})");
        output.Add("{");
        output.Add($"return {Suspending(outcome, tail.Suspends)};", indentation: 1);
        output.Add("}");
        output.Declares = true;
        if (tail.Place.Block == tail.Place.Region)
        {
            return true;
        }

        if (!_ends.TryGetValue(tail.Place.Region, out var end))
        {
            _ends[tail.Place.Region] = end = new Label(Fresh("Done"));
        }

        output.Add($"goto {end.Name};");
        return false;
    }

    private IEnumerable<string> Arguments(SharedTail tail, Output output)
    {
        foreach (var (symbol, byReference) in tail.Locals)
        {
            output.Uses.Add(symbol);
            if (byReference)
            {
                _written.Add(symbol);
            }

            yield return $"{(byReference ? "ref " : "")}{Naming.Escape(symbol.Name)}";
        }

        foreach (var (temp, byReference) in tail.Temps)
        {
            yield return $"{(byReference ? "ref " : "")}{Value(temp, output)}";
        }

        foreach (var token in tail.Tokens)
        {
            output.Uses.Add(token);
            yield return Naming.Escape(token.Name);
        }

        if (tail.UsesFutures)
        {
            UsesFutures = true;
            yield return _context.Futures;
        }
    }

    /// <summary>The finally blocks around run when control really leaves the handler: not now, unless evaluating the outcome has thrown.</summary>
    private string Suspending(string outcome, bool suspends)
    {
        foreach (var guard in suspends ? _guards : [])
        {
            guard.Flag ??= Fresh("suspended");
            outcome += $".Suspending(ref {guard.Flag})";
        }

        return outcome;
    }

    /// <summary>A jump out of the shared rest of a try block: possible where it leads to where the end of the block does.</summary>
    private string LeaveTail(JumpOut jump)
    {
        if (IsWholeRest || !EndLeadsTo(jump))
        {
            _isImpossible = true;
        }

        _reachesEnd = true;
        return "return null;";
    }

    private bool EndLeadsTo(JumpOut jump)
    {
        var around = _place!.Around;
        for (var index = 0; index + 1 < around.Count && around[index] != Region; index++)
        {
            if (around[index] != jump.Target)
            {
                continue;
            }

            // From the target inwards, what ends with the region has to be the last of its block.
            var inner = around.Skip(index + 1).TakeWhile(node => node != Region).ToList();
            return jump.Target is OnceNode or LoopNode { Tail: null } && jump.IsContinue == jump.Target is LoopNode
                && inner.Zip(inner.Skip(1).Concat([Region]), (outer, next) => outer is TryNode or BlockNode && (outer is not BlockNode block || block.Items[block.Items.Count - 1] == next)).All(isLast => isLast);
        }

        return false;
    }
}

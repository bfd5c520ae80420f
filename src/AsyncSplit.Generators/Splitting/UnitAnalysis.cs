using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Entries;
using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Checks;
using AsyncSplit.Generators.Splitting.Flow;
using AsyncSplit.Generators.Splitting.Forks;
using AsyncSplit.Generators.Splitting.Lifting;
using AsyncSplit.Generators.Splitting.Lowering;
using AsyncSplit.Generators.Splitting.Residuals;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting;

/// <summary>Splits one unit of a handler: its own body, or a lifted function.</summary>
internal sealed class UnitAnalysis
{
    private readonly CodecSet _codecs;
    private readonly List<Problem> _problems;
    private readonly SemanticModel _semantics;
    private readonly CancellationToken _cancellationToken;
    private readonly List<SyntaxNode> _awaits;
    private readonly List<IMethodSymbol> _callees = [];
    private HandlerLowering _lowering = null!;
    private BlockNode _root = null!;
    private Liveness? _liveness;

    public UnitAnalysis(Unit unit, LiftPlan lifting, AwaitSyntax awaits, CodecSet codecs, List<Problem> problems, SemanticModel semantics, CancellationToken cancellationToken)
    {
        Unit = unit;
        _codecs = codecs;
        _problems = problems;
        _semantics = semantics;
        _cancellationToken = cancellationToken;
        Forwarded = unit.Symbol.IsAsync ? null : new ForwardedCalls(unit.Body, semantics, cancellationToken);
        Forks = ForksOf(lifting, awaits);
        var classifier = new AwaitClassifier(semantics, awaits, Forks, lifting, cancellationToken);
        if (unit.Parent is null)
        {
            // In all of the handler, lifted functions included.
            classifier.RefuseMisplacedChainCalls(unit);
            classifier.RefuseMethodGroups(unit);
        }

        new ForkCheck(Forks, semantics, awaits.HasNoEffect, cancellationToken).Check(unit);
        _awaits = [.. OwnAwaits()];
        Boundaries = [.. Number(_awaits.OfType<AwaitExpressionSyntax>().Select(classifier.Classify).OfType<Boundary>().Concat(Forks.Each.Keys.Select(classifier.Classify))).Where(boundary => Forks.Any || !IsInPlace(boundary))];
        Locals = new LocalMap(unit, lifting, semantics, cancellationToken);
    }

    public Unit Unit { get; }

    public IReadOnlyList<Boundary> Boundaries { get; }

    public LocalMap Locals { get; }

    /// <summary>What it starts and awaits later.</summary>
    public ForkAnalysis Forks { get; }

    /// <summary>What the checks go by; there once it has been lowered.</summary>
    public HandlerFacts Facts { get; private set; } = null!;

    /// <summary>The calls whose tasks it hands on; null where it is async.</summary>
    public ForwardedCalls? Forwarded { get; }

    /// <summary>Turns the body into the tree that entry points are written from, and finds what is captured at each boundary.</summary>
    public void Lower(UnitContext shared)
    {
        var map = Boundaries.ToDictionary(boundary => (SyntaxNode)boundary.Syntax);
        var lowering = new HandlerLowering(_semantics, Locals, map, Unit, Forks, Forwarded, _cancellationToken);
        var root = lowering.Lower();
        var names = shared.Names[Unit];
        foreach (var temp in lowering.Temps.Concat(Boundaries.Select(boundary => boundary.ResultTemp)).Distinct())
        {
            temp.Name = names.Local(temp.Hint);
        }

        foreach (var boundary in Boundaries.Where(boundary => boundary.IsTail))
        {
            boundary.HeldTemps.Clear();
        }

        _callees.AddRange(lowering.Callees);
        var graph = Boundaries.Count == 0 ? null : FlowGraphs.Of(Unit, _semantics, _cancellationToken);
        var liveness = graph is null ? null : new Liveness(graph, Locals, _cancellationToken);
        var captures = Captured(liveness);
        Facts = new HandlerFacts { Method = Unit.Symbol, Body = Unit.Body, Semantics = _semantics, Locals = Locals, Captures = captures, MaterializedSequences = lowering.MaterializedSequences, Graph = graph };
        _lowering = lowering;
        _root = root;
        _liveness = liveness;
    }

    /// <summary>Finds what no entry point can be written for, as <see cref="Model"/> does; and as most code has nothing of the kind, mostly without writing one.</summary>
    public void Check(UnitContext shared)
    {
        if (WritingRefusals.ArePossible(Unit, Locals, _lowering.Temps))
        {
            Model(shared);
        }
        else
        {
            Travelling(shared);
        }
    }

    /// <summary>
    /// What is started. Where that is nothing but timers, they are the runtime's only if all that becomes of their tasks is known: beside tasks that run in the process, or given to other code, they are tasks like others.
    /// </summary>
    private ForkAnalysis ForksOf(LiftPlan lifting, AwaitSyntax awaits)
    {
        bool IsAwaited(InvocationExpressionSyntax call) => awaits.IsAwaited(call) || Forwarded?.Contains(call) == true;
        var forks = new ForkAnalysis(Unit, lifting, _semantics, IsAwaited, startsTimers: false, _cancellationToken);
        if (forks.Any || forks.Timers.Count == 0)
        {
            return forks;
        }

        var timers = new ForkAnalysis(Unit, lifting, _semantics, IsAwaited, startsTimers: true, _cancellationToken);
        return !timers.RunsTasks && new ForkCheck(timers, _semantics, awaits.HasNoEffect, _cancellationToken).Allows(Unit) ? timers : forks;
    }

    /// <summary>The models of what travels: the arguments, the captured states, the result and the calls.</summary>
    private (CallModel Arguments, IReadOnlyList<CapturedState> States, string? ResultCodec, EquatableArray<CallModel> Calls) Travelling(UnitContext shared)
    {
        var names = shared.Names[Unit];
        var arguments = CallBuilder.Build(names.Arguments, shared.WireNames[Unit], Unit, _codecs);
        var builder = new StateBuilder(shared.WireNames[Unit], _codecs, names, Locals, Forks.Any);
        var states = Boundaries.Where(boundary => !boundary.IsTail).Select(boundary => builder.State(Facts.Captures[boundary])).ToList();
        var resultCodec = Unit.Result is null ? null : _codecs.Resolve(Unit.Result, RuleIds.ResultNotSerializable, Unit.ReturnType.GetLocation(), $"the result of '{Unit.Name}'").Expression;
        var calls = _callees.Concat(Forks.Started.Values).GroupBy(names.CallRecord, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => CallBuilder.Build(group.Key, Chainables.WireName(group.First()), group.First(), _codecs, place: null)).ToEquatableArray();
        return (arguments, states, resultCodec, calls);
    }

    private EntryContext Context(UnitContext shared)
    {
        var names = shared.Names[Unit];
        var map = new HashSet<SyntaxNode>(Boundaries.Select(boundary => boundary.Syntax));
        return new EntryContext
        {
            Source = shared.Source,
            Edits = shared.Edits(ForkEdits.Of(Forks, names.Futures, callee => $"{names.Holder}.{names.CallRecord(callee)}", lifted => shared.Names[lifted].Arguments)),
            Locals = Locals,
            Root = _root,
            Enclosing = _root.Enclosing(),
            Captures = Facts.Captures,
            Tails = TailPlanner.Plan(shared.Sharing, _root, _liveness, Locals),
            Closures = new Closures(Unit.Syntax, Locals),
            HasOwnName = NamesInFunctions.OwnNames(Unit.Nodes),
            BindingReceivers = _lowering.BindingReceivers,
            InlineAwaits = [.. _awaits.Where(node => !map.Contains(node) && !(node is ForEachStatementSyntax loop && Forks.Each.ContainsKey(loop))).Select(node => node.SpanStart).OrderBy(position => position)],
            State = names.State,
            Resumed = names.Resumed,
            Futures = names.Futures,
            HasForks = Forks.Any,
            RunsTasks = Forks.RunsTasks,
            Result = Unit.Result is { } result ? Types.Display(result) : null,
            Taken = names.Taken,
            CallName = callee => $"{names.Holder}.{names.CallRecord(callee)}",
            LiftedName = lifted => shared.Names[lifted].Arguments,
            StateName = boundary => $"{names.Holder}.{names.StateRecord(boundary)}",
            MemberName = HandlerNaming.Member,
            FirstLine = shared.FirstLine,
            // Nothing is live where control never comes; but that it never does, the compiler may not see.
            InitializesLocals = _lowering.InitializesLocals || Facts.Graph?.Blocks.Any(block => !block.IsReachable && (block.Operations.Length > 0 || block.BranchValue is not null)) == true,
            CancellationToken = _cancellationToken,
        };
    }

    /// <summary>Writes the entry points.</summary>
    public UnitModel Model(UnitContext shared)
    {
        var names = shared.Names[Unit];
        var (arguments, states, resultCodec, calls) = Travelling(shared);
        var context = Context(shared);
        var tailNames = new HashSet<string>(StringComparer.Ordinal);
        var named = context.Tails.All.Reverse().ToDictionary(place => place, place => UniqueNames.Take($"{names.Prefix}_{TailNames.Of(place)}", tailNames));
        foreach (var place in context.Tails.All)
        {
            EntryWriter.ShareTail(context, place, named[place]);
        }

        var rests = states.Select(state => (State: state, Entry: EntryWriter.WriteRest(context, state.Captures.Boundary))).ToList();
        var start = EntryWriter.WriteStart(context);
        return new UnitModel
        {
            WireName = shared.WireNames[Unit],
            Type = shared.Type,
            IsStatic = shared.IsStatic,
            HasVisibleArguments = Unit.Parent is null && Places.HasVisibleArguments(Unit.Symbol),
            Prefix = names.Prefix,
            Holder = names.Holder,
            StateParameter = names.State,
            ResumedParameter = names.Resumed,
            FuturesParameter = names.Futures,
            Start = new EntryModel { Method = $"{names.Prefix}_Start", IsAsync = start.IsAsync, UsesFutures = start.UsesFutures, Lines = start.Lines, Tokens = [] },
            ResumePoints = rests.Select(rest => StateBuilder.Entry(rest.State, names, rest.Entry)).ToEquatableArray(),
            Tails = Tails(rests.Select(rest => rest.Entry).Append(start)),
            Parameters = Unit.Symbol.Parameters.Select(parameter => $"{Types.Display(parameter.Type)} {Naming.Escape(parameter.Name)}").Concat(arguments.Captured.Select(parameter => $"{parameter.Type} {parameter.Name}")).ToEquatableArray(),
            Arguments = arguments,
            Calls = calls,
            Outline = UnitOutlines.Of(this, shared),
            ResultType = context.Result,
            ResultCodec = resultCodec,
        };
    }

    /// <summary>The awaits of the unit itself, those of lambdas and local functions left out; awaiting loops and using statements too.</summary>
    private IEnumerable<SyntaxNode> OwnAwaits() =>
        Unit.Body.DescendantNodesAndSelf(node => !NestedFunctions.IsFunction(node)).Where(node => node switch
        {
            AwaitExpressionSyntax => true,
            CommonForEachStatementSyntax loop => loop.AwaitKeyword.RawKind != 0,
            UsingStatementSyntax block => block.AwaitKeyword.RawKind != 0,
            LocalDeclarationStatementSyntax declaration => declaration.AwaitKeyword.RawKind != 0,
            _ => false,
        });

    private static List<Boundary> Number(IEnumerable<Boundary> boundaries)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var numbered = boundaries.OrderBy(boundary => boundary.Syntax.SpanStart).ToList();
        foreach (var boundary in numbered)
        {
            counts.TryGetValue(boundary.Name, out var count);
            boundary.Ordinal = counts[boundary.Name] = count + 1;
        }

        return numbered;
    }

    /// <summary>Whether the await stays in the step that reaches it: its end is the unit's, which need not go through the transport twice.</summary>
    private bool IsInPlace(Boundary boundary) =>
        boundary.Kind == BoundaryKind.Opaque && TailPosition.IsLast(boundary.Syntax, Unit.Body) && TailPosition.NothingIsLeftToRun(boundary.Syntax, Unit.Body);

    /// <summary>The shared rests that an entry point comes to, in the order of the unit.</summary>
    private static EquatableArray<TailModel> Tails(IEnumerable<EntryWriter> entries)
    {
        var used = new HashSet<SharedTail>();
        var pending = new Stack<SharedTail>(entries.SelectMany(entry => entry.Next));
        while (pending.Count > 0)
        {
            if (pending.Pop() is var tail && used.Add(tail))
            {
                foreach (var next in tail.Next)
                {
                    pending.Push(next);
                }
            }
        }

        return used.OrderBy(tail => tail.Place.Position).ThenByDescending(tail => tail.Place.Around.Count).Select(tail => tail.Model).ToEquatableArray();
    }

    private Dictionary<Boundary, Captures> Captured(Liveness? liveness)
    {
        var captures = new Dictionary<Boundary, Captures>();
        foreach (var boundary in Boundaries)
        {
            var symbols = new HashSet<ISymbol>(liveness!.Behind(boundary.Syntax), SymbolEqualityComparer.Default);
            symbols.UnionWith(boundary.HeldLocals);
            captures[boundary] = new Captures(boundary, [.. symbols.Where(symbol => IsState(symbol) && !(Locals.DeclarationOf(symbol)?.SpanStart > boundary.Syntax.SpanStart)).OrderBy(Locals.PositionOf)])
            {
                NextUse = local => liveness.NextUse(boundary.Syntax, local),
            };
            _problems.AddRange(Lazy(symbols.OfType<ILocalSymbol>().Where(IsState)).Select(local => UncapturableLocal.OfLazySequence(local, captures[boundary], Locals)));
            if (boundary.Lifted is { } lifted)
            {
                _problems.AddRange(Lazy(lifted.Captured.OfType<ILocalSymbol>().Where(local => !symbols.Contains(local))).Select(local => new Problem(
                    RuleIds.LocalNotSerializable,
                    boundary.Syntax.GetLocation(),
                    $"'{local.Name}' is used by '{lifted.Name}', and may be a sequence that is computed only when it is enumerated: call ToList() on it where it is assigned")));
                RefuseLazyArguments(boundary, lifted);
            }
        }

        return captures;
    }

    private bool IsState(ISymbol symbol) => symbol switch
    {
        IParameterSymbol parameter => Locals.IsInput(parameter) && !Types.IsCancellationToken(parameter.Type),
        ILocalSymbol local => Locals.IsInput(local) || (!local.IsConst && Locals.DeclarationOf(local) is not null),
        _ => false,
    };

    /// <summary>Those that may be sequences which are computed only when they are enumerated. What a lifted function gets with its call has been a copy since then.</summary>
    private IEnumerable<ILocalSymbol> Lazy(IEnumerable<ILocalSymbol> locals) =>
        locals.Where(local => LazySequences.MayBe(local.Type) && !Locals.IsInput(local) && _codecs.IsSerializable(local.Type) && !LazySequences.IsMaterialized(local, Locals, Unit.Body, _semantics, _cancellationToken));

    private void RefuseLazyArguments(Boundary boundary, Unit lifted)
    {
        foreach (var argument in ((InvocationExpressionSyntax)boundary.Operand).ArgumentList.Arguments.Select(argument => argument.Expression))
        {
            if (_semantics.GetTypeInfo(argument, _cancellationToken).ConvertedType is not { } type || !LazySequences.MayBe(type) || LazySequences.IsMaterialized(argument, _semantics, _cancellationToken)
                || (_semantics.GetSymbolInfo(argument, _cancellationToken).Symbol is { } variable && (Locals.IsInput(variable) || (variable is ILocalSymbol local && LazySequences.IsMaterialized(local, Locals, Unit.Body, _semantics, _cancellationToken)))))
            {
                continue;
            }

            _problems.Add(new Problem(RuleIds.LocalNotSerializable, argument.GetLocation(), $"'{argument}' is passed to '{lifted.Name}', and may be a sequence that is computed only when it is enumerated: call ToList() on it"));
        }
    }
}

using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Flow;
using AsyncSplit.Generators.Splitting.Forks;
using AsyncSplit.Generators.Splitting.Lowering;
using AsyncSplit.Generators.Splitting.Residuals;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace AsyncSplit.Generators.Splitting;

/// <summary>Splits one handler. The generator takes its model, the analyzer its problems: what the one forbids the other does not emit.</summary>
internal sealed class HandlerAnalysis
{
    private readonly IMethodSymbol _method;
    private readonly MethodDeclarationSyntax _syntax;
    private readonly SemanticModel _semantics;
    private readonly CancellationToken _cancellationToken;
    private readonly CodecSet _codecs;
    private readonly List<Problem> _problems = [];
    private bool _hasDeadCode;

    private readonly TailSharing _sharing;

    private HandlerAnalysis(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel semantics, TailSharing sharing, CancellationToken cancellationToken)
    {
        _method = method;
        _sharing = sharing;
        _syntax = syntax;
        _semantics = semantics;
        _cancellationToken = cancellationToken;
        _codecs = new CodecSet(semantics.Compilation, _problems, cancellationToken);
    }

    /// <inheritdoc cref="Analyze(IMethodSymbol, MethodDeclarationSyntax, SemanticModel, TailSharing, CancellationToken)"/>
    public static (HandlerModel? Model, IReadOnlyList<Problem> Problems) Analyze(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel semantics, CancellationToken cancellationToken) =>
        Analyze(method, syntax, semantics, TailSharing.Default, cancellationToken);

    /// <summary>The model of the handler, or the problems because of which it has none.</summary>
    public static (HandlerModel? Model, IReadOnlyList<Problem> Problems) Analyze(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel semantics, TailSharing sharing, CancellationToken cancellationToken)
    {
        var analysis = new HandlerAnalysis(method, syntax, semantics, sharing, cancellationToken);
        try
        {
            SignatureCheck.Check(method, syntax, semantics, analysis._problems, cancellationToken);
            var model = analysis._problems.Count > 0 ? null : method.IsAbstract ? analysis.Declare() : analysis.Split();
            return (analysis._problems.Any(problem => Descriptors.IsRefusal(problem.RuleId)) ? null : model, analysis._problems);
        }
        catch (SplitException refusal)
        {
            analysis._problems.Add(new Problem(refusal.RuleId, refusal.Node.GetLocation(), refusal.Message));
            return (null, analysis._problems);
        }
    }

    /// <summary>An abstract handler has no entry points: the classes that override it have. What it takes and returns has to travel all the same.</summary>
    private HandlerModel? Declare()
    {
        CallBuilder.Build(_method.Name, Chainables.WireName(_method), _method, _codecs, _syntax);
        if (Types.TryGetTaskResult(_method.ReturnType, out var result) && result is not null)
        {
            ResultCodec(result);
        }

        return null;
    }

    private string? ResultCodec(ITypeSymbol result) =>
        _codecs.Resolve(result, RuleIds.ResultNotSerializable, _syntax.ReturnType.GetLocation(), $"the result of '{_method.Name}'").Expression;

    private SyntaxNode Body => (SyntaxNode?)_syntax.Body ?? _syntax.ExpressionBody!;

    private HandlerModel Split()
    {
        var syntax = new AwaitSyntax(_semantics, _cancellationToken);
        var forwarded = _method.IsAsync ? null : new ForwardedCalls(Body, _semantics, _cancellationToken);
        var forks = new ForkAnalysis(Body, _semantics, call => syntax.IsAwaited(call) || forwarded?.Contains(call) == true, _cancellationToken);
        var classifier = new AwaitClassifier(_semantics, syntax, forks, _cancellationToken);
        classifier.RefuseMisplacedChainCalls(Body);
        classifier.RefuseMethodGroups(Body);
        new ForkCheck(forks, _semantics, syntax.HasNoEffect, _cancellationToken).Check(Body);
        var awaits = OwnAwaits().ToList();
        var boundaries = Number(awaits.OfType<AwaitExpressionSyntax>().Select(classifier.Classify).OfType<Boundary>()).Where(boundary => forks.Any || !IsInPlace(boundary)).ToList();
        var map = boundaries.ToDictionary(boundary => (SyntaxNode)boundary.Syntax);
        foreach (var boundary in boundaries.Where(boundary => boundary.Callee is not null))
        {
            CheckCallee(boundary.Callee!, boundary.Operand);
        }

        foreach (var call in forwarded?.All ?? [])
        {
            CheckCallee(forwarded!.CallIn(call)!.Value.Callee, call);
        }

        foreach (var started in forks.Started)
        {
            if (forwarded is not null)
            {
                throw new SplitException(RuleIds.CannotBeSplit, started.Key, $"the chain call of '{started.Value.Name}' is started and not awaited at once in a handler that is not async: make it async, and await the task");
            }

            CheckCallee(started.Value, started.Key);
        }

        Types.TryGetTaskResult(_method.ReturnType, out var result);
        var locals = new LocalMap(_syntax, _method, _semantics, _cancellationToken);
        var lowering = new HandlerLowering(_semantics, locals, map, forks, Body, _method.ReturnType, forwarded, _cancellationToken);
        var root = lowering.Lower();

        var names = new HandlerNaming(_method, _syntax, _semantics, locals.Names);
        foreach (var temp in lowering.Temps.Concat(boundaries.Select(boundary => boundary.ResultTemp)).Distinct())
        {
            temp.Name = names.Local(temp.Hint);
        }

        foreach (var boundary in boundaries.Where(boundary => boundary.IsTail))
        {
            boundary.HeldTemps.Clear();
        }

        var liveness = boundaries.Count == 0 ? null : Live(locals);
        var captures = Captured(boundaries, liveness, locals);
        var context = new EntryContext
        {
            Source = _syntax.SyntaxTree.GetText(_cancellationToken),
            Edits = new TextEdits(_syntax, _method, _semantics, node => boundaries.Any(boundary => node.Span.Contains(boundary.Syntax.Span)), ForkEdits.Of(forks, names.Futures, callee => $"{names.Holder}.{names.CallRecord(callee)}"), _cancellationToken),
            Locals = locals,
            Root = root,
            Captures = captures,
            Joins = JoinPlanner.Plan(_sharing, root, liveness, locals),
            Closures = new Closures(_syntax, locals),
            HasOwnName = OwnNames(),
            BindingReceivers = lowering.BindingReceivers,
            InlineAwaits = [.. awaits.Where(node => !map.ContainsKey(node)).Select(node => node.SpanStart)],
            State = names.State,
            Resumed = names.Resumed,
            Futures = names.Futures,
            HasForks = forks.Any,
            RunsTasks = forks.RunsTasks,
            Result = result is null ? null : Types.Display(result),
            Taken = names.Taken,
            CallName = callee => $"{names.Holder}.{names.CallRecord(callee)}",
            StateName = boundary => $"{names.Holder}.{names.StateRecord(boundary)}",
            MemberName = HandlerNaming.Member,
            FirstLine = _syntax.GetLocation().GetLineSpan().StartLinePosition.Line,
            InitializesLocals = lowering.InitializesLocals || _hasDeadCode,
            CancellationToken = _cancellationToken,
        };

        return Model(boundaries, lowering.Callees.Concat(forks.Started.Values), context, names, result);
    }

    /// <summary>The awaits of the handler itself, those of lambdas and local functions left out; awaiting loops and using statements too.</summary>
    private IEnumerable<SyntaxNode> OwnAwaits() =>
        Body.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Where(node => node switch
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

    /// <summary>Whether the await stays in the step that reaches it: its end is the handler's, which need not go through the transport twice.</summary>
    private bool IsInPlace(Boundary boundary) => boundary.Kind == BoundaryKind.Opaque && TailPosition.IsLast(boundary.Syntax, Body) && TailPosition.NothingIsLeftToRun(boundary.Syntax, Body);

    private void CheckCallee(IMethodSymbol callee, SyntaxNode place)
    {
        if (callee.IsGenericMethod || callee.ContainingType.IsGenericType)
        {
            throw new SplitException(RuleIds.CannotBeSplit, place, $"the chain call of the generic '{callee.Name}', which has no wire name: call a method without type parameters");
        }

        foreach (var parameter in callee.Parameters.Where(parameter => !Types.IsCancellationToken(parameter.Type)))
        {
            _codecs.Resolve(parameter.Type, RuleIds.ParameterNotSerializable, place.GetLocation(), $"the argument '{parameter.Name}' of '{callee.Name}'");
        }
    }

    private Liveness Live(LocalMap locals)
    {
        var graph = ControlFlowGraph.Create(_syntax, _semantics, _cancellationToken) ?? throw new SplitException(RuleIds.CannotBeSplit, _syntax, "a body that has no control-flow graph");

        // Nothing is live where control never comes; but that it never does, the compiler may not see.
        _hasDeadCode = graph.Blocks.Any(block => !block.IsReachable && (block.Operations.Length > 0 || block.BranchValue is not null));
        return new Liveness(graph, locals, _cancellationToken);
    }

    /// <summary>Whether a local's name is declared once in the handler, as whatever.</summary>
    private Func<ISymbol, bool> OwnNames()
    {
        var names = _syntax.DescendantNodes().Select(node => node switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier,
            SingleVariableDesignationSyntax variable => variable.Identifier,
            ForEachStatementSyntax loop => loop.Identifier,
            CatchDeclarationSyntax caught => caught.Identifier,
            LocalFunctionStatementSyntax function => function.Identifier,
            ParameterSyntax parameter => parameter.Identifier,
            FromClauseSyntax clause => clause.Identifier,
            LetClauseSyntax clause => clause.Identifier,
            JoinClauseSyntax clause => clause.Identifier,
            JoinIntoClauseSyntax clause => clause.Identifier,
            QueryContinuationSyntax clause => clause.Identifier,
            _ => default,
        }).Select(token => token.ValueText).GroupBy(name => name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        return symbol => names.TryGetValue(symbol.Name, out var count) && count == 1;
    }

    private Dictionary<Boundary, Captures> Captured(IReadOnlyList<Boundary> boundaries, Liveness? liveness, LocalMap locals)
    {
        var captures = new Dictionary<Boundary, Captures>();
        foreach (var boundary in boundaries)
        {
            var symbols = new HashSet<ISymbol>(liveness!.Behind(boundary.Syntax), SymbolEqualityComparer.Default);
            symbols.UnionWith(boundary.HeldLocals);
            foreach (var local in symbols.OfType<ILocalSymbol>().Where(local => IsState(local) && LazySequences.MayBe(local.Type)))
            {
                if (!LazySequences.IsMaterialized(local, locals, Body, _semantics, _cancellationToken))
                {
                    _problems.Add(new Problem(RuleIds.LocalNotSerializable, boundary.Syntax.GetLocation(), $"'{local.Name}' is still used after this await, and may be a sequence that is computed only when it is enumerated: call ToList() on it where it is assigned"));
                }
            }

            captures[boundary] = new Captures(boundary, [.. symbols.Where(symbol => IsState(symbol) && !(locals.DeclarationOf(symbol)?.SpanStart > boundary.Syntax.SpanStart)).OrderBy(symbol => symbol is IParameterSymbol parameter ? parameter.Ordinal - 1000 : locals.DeclarationOf(symbol)?.SpanStart ?? 0)]);
        }

        return captures;

        bool IsState(ISymbol symbol) => symbol switch
        {
            IParameterSymbol parameter => SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, _method) && !Types.IsCancellationToken(parameter.Type),
            ILocalSymbol local => !local.IsConst && locals.DeclarationOf(local) is not null,
            _ => false,
        };
    }

    private HandlerModel Model(IReadOnlyList<Boundary> boundaries, IEnumerable<IMethodSymbol> callees, EntryContext context, HandlerNaming names, ITypeSymbol? result)
    {
        var wireName = Chainables.WireName(_method);
        var arguments = CallBuilder.Build($"{names.Prefix}_Arguments", wireName, _method, _codecs, _syntax);
        var states = new StateBuilder(wireName, _codecs, names);
        var tailNames = new HashSet<string>(StringComparer.Ordinal);
        var named = context.Joins.All.Reverse().ToDictionary(join => join, join => UniqueNames.Take($"{names.Prefix}_{TailNames.Of(join)}", tailNames));
        foreach (var join in context.Joins.All)
        {
            EntryWriter.ShareTail(context, join, named[join]);
        }

        var entries = new List<EntryWriter>();
        EntryWriter Written(EntryWriter entry)
        {
            entries.Add(entry);
            return entry;
        }

        var rests = boundaries.Where(boundary => !boundary.IsTail).Select(boundary => states.Entry(context, context.Captures[boundary], Written(EntryWriter.WriteRest(context, boundary)))).ToEquatableArray();
        var start = Written(EntryWriter.WriteStart(context));
        var resultCodec = result is null ? null : ResultCodec(result);
        var calls = callees.GroupBy(names.CallRecord, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => CallBuilder.Build(group.Key, Chainables.WireName(group.First()), group.First(), _codecs, place: null)).ToEquatableArray();
        var type = Types.Display(_method.ContainingType);
        var exceptions = ExceptionTypes.In(_syntax, _semantics, _cancellationToken);
        return new HandlerModel
        {
            WireName = wireName,
            HintName = Naming.HintName(_method),
            Place = Places.Of(_syntax),
            Type = type,
            IsStatic = _method.IsStatic,
            Prefix = names.Prefix,
            Holder = names.Holder,
            HasVisibleArguments = Places.HasVisibleArguments(_method),
            StateParameter = names.State,
            ResumedParameter = names.Resumed,
            FuturesParameter = names.Futures,
            Start = new EntryModel { Method = $"{names.Prefix}_Start", IsAsync = start.IsAsync, UsesFutures = start.UsesFutures, Lines = start.Lines, Tokens = [] },
            ResumePoints = rests,
            Tails = Tails(entries),
            Arguments = arguments,
            Calls = calls,
            ResultType = context.Result,
            ResultCodec = resultCodec,
            Parameters = _method.Parameters.Select(parameter => $"{Types.Display(parameter.Type)} {Naming.Escape(parameter.Name)}").ToEquatableArray(),
            Aliases = Aliases(arguments),
            Implements = Chainables.Implements(_method).Concat(Chainables.Overridden(_method)).Select(Chainables.WireName).OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray(),
            Registration = Places.Registration(_method.ContainingType, $"{names.Prefix}_Register", _syntax),
            Client = Places.Client(_method, $"{type}.{names.Prefix}_Arguments", arguments, context.Result, resultCodec),
            Exceptions = _codecs.Exceptions(exceptions),
            Codecs = _codecs.Models,
        };
    }

    /// <summary>Contracts that call the arguments otherwise.</summary>
    private EquatableArray<AliasModel> Aliases(CallModel arguments)
    {
        var aliases = new List<AliasModel>();
        foreach (var member in Chainables.Implements(_method))
        {
            var names = member.Parameters.Select(parameter => parameter.Name).ToList();
            if (!names.SequenceEqual(arguments.Parameters.Select(parameter => parameter.JsonName)))
            {
                aliases.Add(new AliasModel(Chainables.WireName(member), arguments with { Parameters = arguments.Parameters.Select((parameter, index) => parameter with { JsonName = names[index] }).ToEquatableArray() }));
            }
        }

        return aliases.OrderBy(alias => alias.Target, StringComparer.Ordinal).ToEquatableArray();
    }

    /// <summary>The shared rests that an entry point comes to, in the order of the handler.</summary>
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

        return used.OrderBy(tail => tail.Join.Position).ThenByDescending(tail => tail.Join.Around.Count).Select(tail => tail.Model).ToEquatableArray();
    }
}

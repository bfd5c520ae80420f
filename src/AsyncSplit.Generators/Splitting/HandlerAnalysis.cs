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

    private HandlerAnalysis(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel semantics, CancellationToken cancellationToken)
    {
        _method = method;
        _syntax = syntax;
        _semantics = semantics;
        _cancellationToken = cancellationToken;
        _codecs = new CodecSet(semantics.Compilation, _problems, cancellationToken);
    }

    /// <summary>The model of the handler, or the problems because of which it has none.</summary>
    public static (HandlerModel? Model, IReadOnlyList<Problem> Problems) Analyze(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel semantics, CancellationToken cancellationToken)
    {
        var analysis = new HandlerAnalysis(method, syntax, semantics, cancellationToken);
        try
        {
            SignatureCheck.Check(method, syntax, analysis._problems, cancellationToken);
            var model = analysis._problems.Count == 0 ? analysis.Split() : null;
            return (analysis._problems.Any(problem => Descriptors.IsRefusal(problem.RuleId)) ? null : model, analysis._problems);
        }
        catch (SplitException refusal)
        {
            analysis._problems.Add(new Problem(refusal.RuleId, refusal.Node.GetLocation(), refusal.Message));
            return (null, analysis._problems);
        }
    }

    private SyntaxNode Body => (SyntaxNode?)_syntax.Body ?? _syntax.ExpressionBody!;

    private HandlerModel Split()
    {
        var syntax = new AwaitSyntax(_semantics, _cancellationToken);
        var forks = new ForkAnalysis(Body, _semantics, syntax.IsAwaited, _cancellationToken);
        var classifier = new AwaitClassifier(_semantics, syntax, forks, _cancellationToken);
        classifier.RefuseMisplacedChainCalls(Body);
        classifier.RefuseMethodGroups(Body);
        new ForkCheck(forks, _semantics, syntax.HasNoEffect, _cancellationToken).Check(Body);
        var awaits = OwnAwaits().ToList();
        var boundaries = Number(awaits.OfType<AwaitExpressionSyntax>().Select(classifier.Classify).OfType<Boundary>());
        var map = boundaries.ToDictionary(boundary => (SyntaxNode)boundary.Syntax);
        foreach (var boundary in boundaries)
        {
            if (boundary is { Kind: BoundaryKind.ChainCall, Callee: { } callee })
            {
                CheckCallee(callee, (InvocationExpressionSyntax)boundary.Operand);
            }
        }

        foreach (var started in forks.Started)
        {
            CheckCallee(started.Value, started.Key);
        }

        Types.TryGetTaskResult(_method.ReturnType, out var result);
        var locals = new LocalMap(_syntax, _method, _semantics, _cancellationToken);
        var lowering = new HandlerLowering(_semantics, locals, map, forks, Body, result, _cancellationToken);
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

        var captures = Captured(boundaries, locals);
        var context = new EntryContext
        {
            Source = _syntax.SyntaxTree.GetText(_cancellationToken),
            Edits = new TextEdits(_syntax, _method, _semantics, node => boundaries.Any(boundary => node.Span.Contains(boundary.Syntax.Span)), ForkEdits.Of(forks, names.Futures, callee => $"{names.Holder}.{names.CallRecord(callee)}"), _cancellationToken),
            Locals = locals,
            Root = root,
            Captures = captures,
            BindingReceivers = lowering.BindingReceivers,
            InlineAwaits = [.. awaits.Where(node => !map.ContainsKey(node)).Select(node => node.SpanStart)],
            State = names.State,
            Resumed = names.Resumed,
            Futures = names.Futures,
            HasForks = forks.Any,
            RunsTasks = forks.RunsTasks,
            Result = result is null ? null : Types.Display(result),
            Taken = names.Taken,
            CallName = boundary => $"{names.Holder}.{names.CallRecord(boundary.Callee!)}",
            StateName = boundary => $"{names.Holder}.{names.StateRecord(boundary)}",
            MemberName = HandlerNaming.Member,
            FirstLine = _syntax.GetLocation().GetLineSpan().StartLinePosition.Line,
            InitializesLocals = lowering.InitializesLocals || _hasDeadCode,
            CancellationToken = _cancellationToken,
        };

        return Model(boundaries, forks, context, names, result);
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

    private void CheckCallee(IMethodSymbol callee, InvocationExpressionSyntax call)
    {
        if (callee.IsGenericMethod || callee.ContainingType.IsGenericType)
        {
            throw new SplitException(RuleIds.CannotBeSplit, call, $"the chain call of the generic '{callee.Name}', which has no wire name: call a method without type parameters");
        }

        if (callee.ContainingType.TypeKind == TypeKind.Class && SignatureCheck.WhyNotVirtual(callee) is { } reason)
        {
            throw new SplitException(RuleIds.CannotBeSplit, call, $"the chain call of '{callee.Name}': {reason}");
        }

        if (callee is { IsStatic: false, ContainingType: { TypeKind: TypeKind.Class, IsSealed: false } } && !SymbolEqualityComparer.Default.Equals(ReceiverType(call), callee.ContainingType))
        {
            throw new SplitException(RuleIds.CannotBeSplit, call, $"the chain call of '{callee.Name}', which '{callee.ContainingType.Name}' declares, on a type derived from that: the message would reach a plain '{callee.ContainingType.Name}'. Call it through a contract (an interface with a [Chainable] member)");
        }

        foreach (var parameter in callee.Parameters.Where(parameter => !Types.IsCancellationToken(parameter.Type)))
        {
            _codecs.Resolve(parameter.Type, RuleIds.ParameterNotSerializable, call.GetLocation(), $"the argument '{parameter.Name}' of '{callee.Name}'");
        }
    }

    private ITypeSymbol? ReceiverType(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax access ? _semantics.GetTypeInfo(access.Expression, _cancellationToken).Type?.WithNullableAnnotation(NullableAnnotation.None)
            : call.Expression is MemberBindingExpressionSyntax ? call.Ancestors().OfType<ConditionalAccessExpressionSyntax>().Select(outer => _semantics.GetTypeInfo(outer.Expression, _cancellationToken).Type).FirstOrDefault()
            : _method.ContainingType;

    private Dictionary<Boundary, Captures> Captured(IReadOnlyList<Boundary> boundaries, LocalMap locals)
    {
        var captures = new Dictionary<Boundary, Captures>();
        if (boundaries.Count == 0)
        {
            return captures;
        }

        var graph = ControlFlowGraph.Create(_syntax, _semantics, _cancellationToken) ?? throw new SplitException(RuleIds.CannotBeSplit, _syntax, "a body that has no control-flow graph");

        // Nothing is live where control never comes; but that it never does, the compiler may not see.
        _hasDeadCode = graph.Blocks.Any(block => !block.IsReachable && (block.Operations.Length > 0 || block.BranchValue is not null));
        var liveness = new Liveness(graph, locals, _cancellationToken);
        foreach (var boundary in boundaries)
        {
            var symbols = new HashSet<ISymbol>(liveness.Behind(boundary.Syntax), SymbolEqualityComparer.Default);
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

    private HandlerModel Model(IReadOnlyList<Boundary> boundaries, ForkAnalysis forks, EntryContext context, HandlerNaming names, ITypeSymbol? result)
    {
        var wireName = Chainables.WireName(_method);
        var arguments = CallBuilder.Build($"{names.Prefix}_Arguments", wireName, _method, _codecs, _syntax);
        var states = new StateBuilder(wireName, _codecs, names);
        var rests = boundaries.Where(boundary => !boundary.IsTail).Select(boundary => states.Entry(context, context.Captures[boundary], EntryWriter.WriteRest(context, boundary))).ToEquatableArray();
        var start = EntryWriter.WriteStart(context);
        var resultCodec = result is null ? null : _codecs.Resolve(result, RuleIds.ResultNotSerializable, _syntax.ReturnType.GetLocation(), $"the result of '{_method.Name}'").Expression;
        var calls = boundaries.Where(boundary => boundary.Kind == BoundaryKind.ChainCall).Select(boundary => boundary.Callee!).Concat(forks.Started.Values).GroupBy(names.CallRecord, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
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
            Arguments = arguments,
            Calls = calls,
            ResultType = context.Result,
            ResultCodec = resultCodec,
            Implements = Chainables.Implements(_method).Select(Chainables.WireName).OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray(),
            Registration = Places.Registration(_method.ContainingType, $"{names.Prefix}_Register", _syntax),
            Client = Places.Client(_method, $"{type}.{names.Prefix}_Arguments", arguments, context.Result, resultCodec),
            Exceptions = _codecs.Exceptions(exceptions),
            Codecs = _codecs.Models,
        };
    }
}

using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Entries;
using AsyncSplit.Generators.Model.Files;
using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Checks;
using AsyncSplit.Generators.Splitting.Lifting;
using AsyncSplit.Generators.Splitting.Lowering;
using AsyncSplit.Generators.Splitting.Residuals;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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

    private readonly TailSharing _sharing;

    /// <summary>What has been found out of the handler and of its lifted functions.</summary>
    private readonly List<HandlerFacts> _facts = [];

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
        var model = analysis.Run(analysis.Split);
        return (model, analysis._problems);
    }

    /// <summary>The model of the handler, for the generator; and whether it depends on the bodies of methods elsewhere.</summary>
    public static (HandlerModel? Model, bool ReadsOtherBodies) Model(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel semantics, TailSharing sharing, CancellationToken cancellationToken)
    {
        var analysis = new HandlerAnalysis(method, syntax, semantics, sharing, cancellationToken);
        return (analysis.Run(analysis.Split), analysis._codecs.ReadsOtherBodies);
    }

    /// <summary>The problems of the handler, refusals or not, together with what the checks find.</summary>
    public static IReadOnlyList<Problem> Advise(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel semantics, CancellationToken cancellationToken)
    {
        var analysis = new HandlerAnalysis(method, syntax, semantics, TailSharing.Default, cancellationToken);
        analysis.Run(analysis.Check);
        foreach (var facts in analysis._facts)
        {
            HandlerChecks.Run(facts, analysis._problems, cancellationToken);
        }

        if (syntax.Body is not null || syntax.ExpressionBody is not null)
        {
            analysis._problems.AddRange(DroppedCallCheck.Run((SyntaxNode?)syntax.Body ?? syntax.ExpressionBody!, semantics, cancellationToken));
        }

        return analysis._problems;
    }

    private HandlerModel? Run(Func<HandlerModel?> split)
    {
        try
        {
            SignatureCheck.Check(_method, _syntax, _semantics, _problems, _cancellationToken);
            var model = _problems.Count > 0 ? null : _method.IsAbstract ? Declare() : split();
            return _problems.Any(problem => Descriptors.IsRefusal(problem.RuleId)) ? null : model;
        }
        catch (SplitException refusal)
        {
            _problems.Add(new Problem(refusal.RuleId, refusal.Node.GetLocation(), refusal.Message));
            return null;
        }
    }

    /// <summary>An abstract handler has no entry points: the classes that override it have. What it takes and returns has to travel all the same.</summary>
    private HandlerModel? Declare()
    {
        CallBuilder.Build(_method.Name, Chainables.WireName(_method), _method, _codecs, _syntax.Identifier);
        if (Types.TryGetTaskResult(_method.ReturnType, out var result) && result is not null)
        {
            _codecs.Resolve(result, RuleIds.ResultNotSerializable, _syntax.ReturnType.GetLocation(), $"the result of '{_method.Name}'");
        }

        return null;
    }

    private HandlerModel Split()
    {
        var (units, shared) = Lower();
        return Model(units[0].Model(shared), units.Skip(1).Select(unit => unit.Model(shared)), shared.Names[units[0].Unit], ValuesOf(units));
    }

    /// <summary>Finds the problems that <see cref="Split"/> finds, and makes no model.</summary>
    private HandlerModel? Check()
    {
        var (units, shared) = Lower();
        foreach (var unit in units)
        {
            unit.Check(shared);
        }

        ValuesOf(units);
        _codecs.Exceptions(ExceptionTypes.In(_syntax, _semantics, _cancellationToken));
        return null;
    }

    private EquatableArray<ValueModel> ValuesOf(IEnumerable<UnitAnalysis> units) => ValueTypes.Of(units.Select(unit => unit.Forks), _codecs);

    private (IReadOnlyList<UnitAnalysis> Units, UnitContext Shared) Lower()
    {
        var handler = new Unit(_method, _syntax, (SyntaxNode?)_syntax.Body ?? _syntax.ExpressionBody!, parent: null);
        var awaits = new AwaitSyntax(_semantics, _cancellationToken);
        var lifting = new LiftPlanner(handler, _semantics, _codecs, _cancellationToken).Plan();
        var units = new[] { handler }.Concat(lifting.Units).Select(unit => new UnitAnalysis(unit, lifting, awaits, _codecs, _problems, _semantics, _cancellationToken)).ToList();
        var boundaries = units.SelectMany(unit => unit.Boundaries).ToList();
        foreach (var boundary in boundaries)
        {
            if (boundary is { Kind: BoundaryKind.ChainCall, Lifted: null, Callee: { } called })
            {
                CheckCallee(called, boundary.Operand);
            }
        }

        var forwarded = units[0].Forwarded;
        foreach (var call in forwarded?.All ?? [])
        {
            CheckCallee(forwarded!.CallIn(call)!.Value.Callee, call);
        }

        if (forwarded is not null && units[0].Forks.Starts.FirstOrDefault() is { } start)
        {
            var what = start is not InvocationExpressionSyntax call ? null
                : units[0].Forks.Started.TryGetValue(call, out var callee) ? $"the chain call of '{callee.Name}' is started and not awaited at once"
                : units[0].Forks.Outside.TryGetValue(call, out callee) ? $"the task of 'Chain.{callee.Name}' is not awaited"
                : null;
            throw new SplitException(RuleIds.CannotBeSplit, start, $"{what ?? "the call of a function that makes chain calls is started and not awaited at once"} in a handler that is not async: make it async, and await the task");
        }

        foreach (var started in units.SelectMany(unit => unit.Forks.Started))
        {
            CheckCallee(started.Value, started.Key);
        }

        var aroundBoundaries = new HashSet<SyntaxNode>(boundaries.SelectMany(boundary => boundary.Syntax.AncestorsAndSelf().TakeWhile(node => node != _syntax)));
        var prefixes = new HashSet<string>(StringComparer.Ordinal);
        var names = units.ToDictionary(unit => unit.Unit, unit => new HandlerNaming(_method, _syntax, _semantics, unit.Locals.Names, PathOf(unit.Unit), prefixes));
        var shared = new UnitContext
        {
            Source = _syntax.SyntaxTree.GetText(_cancellationToken),
            Edits = edits => new TextEdits(handler, _semantics, lifting, aroundBoundaries.Contains, edits, _cancellationToken),
            Sharing = _sharing,
            FirstLine = _syntax.GetLocation().GetLineSpan().StartLinePosition.Line,
            Names = names,
            WireNames = WireNames(handler, lifting),
            Type = Types.Display(_method.ContainingType),
            IsStatic = _method.IsStatic,
        };
        foreach (var unit in units)
        {
            unit.Lower(shared);
            _facts.Add(unit.Facts);
        }

        return (units, shared);
    }

    /// <summary>The names of a lifted function and of those around it; null for the handler.</summary>
    private static string? PathOf(Unit unit) => unit.Parent is null ? null : PathOf(unit.Parent) is { } outer ? $"{outer}_{unit.Name}" : unit.Name;

    /// <summary>A lifted function goes by its name behind the handler's, or that of the function around it. Of several with one name the later ones are numbered, in source order.</summary>
    private static Dictionary<Unit, string> WireNames(Unit handler, LiftPlan lifting)
    {
        var names = new Dictionary<Unit, string> { [handler] = Chainables.WireName(handler.Symbol) };
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var unit in lifting.Units)
        {
            var name = $"{names[unit.Parent!]}.{unit.Name}";
            counts.TryGetValue(name, out var count);
            counts[name] = count + 1;
            names[unit] = count == 0 ? name : $"{name}.{count + 1}";
        }

        return names;
    }

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

    private HandlerModel Model(UnitModel own, IEnumerable<UnitModel> lifted, HandlerNaming names, EquatableArray<ValueModel> values)
    {
        var exceptions = ExceptionTypes.In(_syntax, _semantics, _cancellationToken);
        return new HandlerModel
        {
            Body = own with { Aliases = Aliases(own.Arguments) },
            HintName = Naming.HintName(_method),
            Place = Places.Of(_syntax),
            Lifted = lifted.ToEquatableArray(),
            Implements = Chainables.Implements(_method).Concat(Chainables.Overridden(_method)).Select(Chainables.WireName).OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray(),
            Retry = Retries.Of(_method),
            Deploy = Deployments.Of(_method),
            TypePath = Chainables.TypePath(_method.ContainingType),
            Registration = Places.Registration(_method.ContainingType, $"{names.Prefix}_Register", _syntax),
            Client = Places.Client(_method, $"{own.Type}.{names.Arguments}", own.Arguments, own.ResultType, own.ResultCodec),
            Exceptions = _codecs.Exceptions(exceptions),
            Values = values,
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
}

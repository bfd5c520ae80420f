using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Lifting;
using AsyncSplit.Generators.Splitting.Lowering;
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

    private HandlerModel Split()
    {
        var handler = new Unit(_method, _syntax, (SyntaxNode?)_syntax.Body ?? _syntax.ExpressionBody!, parent: null);
        var awaits = new AwaitSyntax(_semantics, _cancellationToken);
        var lifting = new LiftPlanner(handler, _semantics, _codecs, _cancellationToken).Plan();
        var units = new[] { handler }.Concat(lifting.Units).Select(unit => new UnitAnalysis(unit, lifting, awaits, _codecs, _problems, _semantics, _cancellationToken)).ToList();
        var boundaries = units.SelectMany(unit => unit.Boundaries).ToList();
        foreach (var boundary in boundaries)
        {
            if (boundary is { Kind: BoundaryKind.ChainCall, Lifted: null, Callee: { } callee })
            {
                CheckCallee(callee, (InvocationExpressionSyntax)boundary.Operand);
            }
        }

        foreach (var started in units.SelectMany(unit => unit.Forks.Started))
        {
            CheckCallee(started.Value, started.Key);
        }

        var prefixes = new HashSet<string>(StringComparer.Ordinal);
        var names = units.ToDictionary(unit => unit.Unit, unit => new HandlerNaming(_method, _syntax, _semantics, unit.Locals.Names, PathOf(unit.Unit), prefixes));
        var shared = new UnitContext
        {
            Source = _syntax.SyntaxTree.GetText(_cancellationToken),
            Edits = edits => new TextEdits(_syntax, _method, _semantics, lifting, node => boundaries.Any(boundary => node.Span.Contains(boundary.Syntax.Span)), edits, _cancellationToken),
            FirstLine = _syntax.GetLocation().GetLineSpan().StartLinePosition.Line,
            Names = names,
            WireNames = WireNames(handler, lifting),
            Type = Types.Display(_method.ContainingType),
            IsStatic = _method.IsStatic,
        };
        foreach (var unit in units)
        {
            unit.Lower(shared);
        }

        return Model(units[0].Model(shared), units.Skip(1).Select(unit => unit.Model(shared)), names[handler]);
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

    private HandlerModel Model(UnitModel own, IEnumerable<UnitModel> lifted, HandlerNaming names)
    {
        var exceptions = ExceptionTypes.In(_syntax, _semantics, _cancellationToken);
        return new HandlerModel
        {
            Body = own,
            HintName = Naming.HintName(_method),
            Place = Places.Of(_syntax),
            Lifted = lifted.ToEquatableArray(),
            Implements = Chainables.Implements(_method).Select(Chainables.WireName).OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray(),
            Registration = Places.Registration(_method.ContainingType, $"{names.Prefix}_Register", _syntax),
            Client = Places.Client(_method, $"{own.Type}.{names.Arguments}", own.Arguments, own.ResultType, own.ResultCodec),
            Exceptions = _codecs.Exceptions(exceptions),
            Codecs = _codecs.Models,
        };
    }
}

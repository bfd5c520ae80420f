using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting.Flow;
using AsyncSplit.Generators.Splitting.Residuals;
using AsyncSplit.Generators.Splitting.Serialization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Checks;

/// <summary>Captured mutable objects that a field or a static holds as well, and that are changed after the boundary: one of two then (SPLIT106).</summary>
internal sealed class SharedObjectCheck(HandlerFacts facts, MemberMap members, CancellationToken cancellationToken) : CrossingCheck(facts)
{
    protected override bool LeavesTrace(FlowEvent flowEvent) => Shared(flowEvent) is not null;

    protected override void Visit(FlowEvent flowEvent, HashSet<Trace> traces)
    {
        if (flowEvent.Symbol is not { } symbol)
        {
            return;
        }

        if (flowEvent.Kind == FlowEventKind.Write)
        {
            traces.RemoveWhere(trace => SymbolEqualityComparer.Default.Equals(trace.Variable, symbol) || (IsSame(trace) && SymbolEqualityComparer.Default.Equals(trace.Other, symbol)));
        }
        else if (flowEvent.Kind == FlowEventKind.Read && Changes(flowEvent.Syntax!))
        {
            var between = BoundaryBeforeChange(flowEvent.Syntax!);
            foreach (var trace in traces.Where(trace => (trace.Await ?? between) is not null && (SymbolEqualityComparer.Default.Equals(trace.Variable, symbol) || (IsSame(trace) && SymbolEqualityComparer.Default.Equals(trace.Other, symbol)))))
            {
                Found(trace with { Await = trace.Await ?? between }, flowEvent.Syntax!);
            }
        }

        if (Shared(flowEvent) is { } shared)
        {
            traces.Add(new Trace(shared.Local, flowEvent.Syntax!, shared.Member, null));
        }
    }

    protected override bool Crosses(Trace trace, Captures captures) => captures.Contains(trace.Variable);

    protected override Problem Describe(Trace trace, SyntaxNode use)
    {
        var line = Lines.Of(trace.Origin);
        var type = TypeOf(trace.Variable)!;
        return new Problem(
            RuleIds.SharedObject,
            trace.Origin.GetLocation(),
            $"'{trace.Variable.Name}' ({TypeNames.ToMessage(type)}) is also held by '{trace.Other!.Name}' when it is captured at the await{Lines.On(trace.Await!, line)}: behind it they are two objects, and the change{Lines.On(use, line)} reaches only one of them. Share the object when it is complete, or look it up again behind the await.")
        {
            Further = [trace.Await!.GetLocation(), use.GetLocation()],
        };
    }

    /// <summary>Whether the member is that object, and does not only contain it.</summary>
    private static bool IsSame(Trace trace) => trace.Origin switch
    {
        AssignmentExpressionSyntax assignment => ObjectUse.Unwrap(assignment.Right) is not ElementAccessExpressionSyntax,
        VariableDeclaratorSyntax { Initializer.Value: { } value } => ObjectUse.Unwrap(value) is not ElementAccessExpressionSyntax,
        _ => false,
    };

    /// <summary>Whether the object is changed where it is mentioned: by its look, or by a method of which there is source that says so.</summary>
    private bool Changes(SyntaxNode mention) =>
        ObjectUse.Changes(mention)
        || (ObjectUse.CallOn(mention) is not null && mention.Ancestors().OfType<InvocationExpressionSyntax>().First() is var call
            && Facts.Semantics.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol { ReducedFrom: null } method && MethodEffects.Of(method, cancellationToken).Written.Any());

    /// <summary>The local and the member that hold one object from this event on.</summary>
    private (ISymbol Local, ISymbol Member)? Shared(FlowEvent flowEvent) => flowEvent switch
    {
        { Kind: FlowEventKind.Write, Syntax: AssignmentExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.SimpleAssignmentExpression } assignment } => Pair(flowEvent.Symbol!, assignment.Right),
        { Kind: FlowEventKind.Write, Syntax: VariableDeclaratorSyntax { Initializer.Value: { } value } } => Pair(flowEvent.Symbol!, value),
        { Kind: FlowEventKind.Write, Symbol: ILocalSymbol local, Syntax: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TryGetValue" or "TryPeek" } access } } } =>
            MutableTypes.IsMutable(local.Type) && CollectionOf(access.Expression) is { } from ? (local, from) : null,
        { Kind: FlowEventKind.Read, Symbol: { } member } when !IsLocal(member) && TypeOf(member) is { } type && (type is IArrayTypeSymbol || MutableTypes.IsCollection(type)) =>
            Stored(flowEvent.Syntax!).Select(LocalOf).FirstOrDefault(local => local is not null) is { } local ? (local, member) : null,
        _ => null,
    };

    private (ISymbol, ISymbol)? Pair(ISymbol target, ExpressionSyntax value)
    {
        value = ObjectUse.Unwrap(value);
        if (!IsLocal(target))
        {
            return LocalOf(value) is { } local ? (local, target) : null;
        }

        return TypeOf(target) is { } type && MutableTypes.IsMutable(type) && (value is ElementAccessExpressionSyntax element ? CollectionOf(element.Expression) : members.Of(value)) is { } member ? (target, member) : null;
    }

    /// <summary>The member that is the collection.</summary>
    private ISymbol? CollectionOf(ExpressionSyntax expression) =>
        members.Of(ObjectUse.Unwrap(expression)) is { } member && TypeOf(member) is { } type && (type is IArrayTypeSymbol || MutableTypes.IsCollection(type)) ? member : null;

    /// <summary>What is put into the mentioned collection.</summary>
    private static IEnumerable<ExpressionSyntax> Stored(SyntaxNode collection) => collection.Parent switch
    {
        ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } element when assignment.Left == element && element.Expression == collection => [assignment.Right],
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Expression == collection && ObjectUse.Grows(collection) => call.ArgumentList.Arguments.Select(argument => argument.Expression),
        _ => [],
    };

    private ISymbol? LocalOf(ExpressionSyntax expression) =>
        ObjectUse.Unwrap(expression) is IdentifierNameSyntax name && Facts.Semantics.GetSymbolInfo(name, cancellationToken).Symbol is { } symbol && IsLocal(symbol)
        && TypeOf(symbol) is { } type && MutableTypes.IsMutable(type) ? symbol : null;

    private static bool IsLocal(ISymbol symbol) => symbol is ILocalSymbol || MemberMap.IsArgument(symbol);

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };
}

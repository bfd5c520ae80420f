using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting.Flow;
using AsyncSplit.Generators.Splitting.Residuals;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Checks;

/// <summary>Fields, automatic properties and assigned primary-constructor parameters that are written before and read after a boundary (SPLIT105).</summary>
internal sealed class InstanceStateCheck(HandlerFacts facts) : CrossingCheck(facts)
{
    protected override bool LeavesTrace(FlowEvent flowEvent) =>
        flowEvent.Symbol is { } symbol && MemberMap.IsOfInstance(symbol)
        && (flowEvent.Kind is FlowEventKind.Write or FlowEventKind.Change || IsChangeOfOwnObject(flowEvent));

    protected override void Visit(FlowEvent flowEvent, HashSet<Trace> traces)
    {
        if (flowEvent.Symbol is not { } symbol || !MemberMap.IsOfInstance(symbol))
        {
            return;
        }

        switch (flowEvent.Kind)
        {
            case FlowEventKind.Write:
                Forget(symbol, traces);
                traces.Add(new Trace(symbol, flowEvent.Syntax!, null, null));
                break;
            case FlowEventKind.Change:
                traces.Add(new Trace(symbol, flowEvent.Syntax!, null, null));
                break;
            case FlowEventKind.Read when ObjectUse.AsksInOrderToInitialize(flowEvent.Syntax!):
                // From here on it has a value, old or new.
                Forget(symbol, traces);
                traces.Add(new Trace(symbol, flowEvent.Syntax!, null, null));
                break;
            case FlowEventKind.Read:
                foreach (var trace in traces.Where(trace => trace.Await is not null && SymbolEqualityComparer.Default.Equals(trace.Variable, symbol)))
                {
                    Found(trace, flowEvent.Syntax!);
                }

                if (IsChangeOfOwnObject(flowEvent))
                {
                    traces.Add(new Trace(symbol, flowEvent.Syntax!, null, null) { Pending = BoundaryBeforeChange(flowEvent.Syntax!) });
                }

                break;
        }
    }

    protected override bool Crosses(Trace trace, Captures captures) => true;

    protected override Problem Describe(Trace trace, SyntaxNode use)
    {
        var line = Lines.Of(trace.Origin);
        return new Problem(
            RuleIds.InstanceState,
            trace.Origin.GetLocation(),
            $"'{trace.Variable.Name}' is written here and read{Lines.On(use, line)} after the await{Lines.On(trace.Await!, line)}: the next step gets a new '{Facts.Method.ContainingType.Name}', whose '{trace.Variable.Name}' has its initial value. Keep the value in a local, which is captured.")
        {
            Further = [trace.Await!.GetLocation(), use.GetLocation()],
        };
    }

    private static void Forget(ISymbol symbol, HashSet<Trace> traces) => traces.RemoveWhere(trace => SymbolEqualityComparer.Default.Equals(trace.Variable, symbol));

    /// <summary>Whether the object is changed in place that each new instance makes for itself: another's, a service, outlives the step.</summary>
    private static bool IsChangeOfOwnObject(FlowEvent flowEvent) =>
        flowEvent is { Kind: FlowEventKind.Read, Symbol: IFieldSymbol or IPropertySymbol, Syntax: { } syntax } && ObjectUse.Changes(syntax) && HasOwnObject(flowEvent.Symbol);

    private static bool HasOwnObject(ISymbol member) => member.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).Any(declaration => declaration switch
    {
        VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax or CollectionExpressionSyntax or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax } => true,
        PropertyDeclarationSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax or CollectionExpressionSyntax or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax } => true,
        _ => false,
    });
}

using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting.Flow;
using AsyncSplit.Generators.Splitting.Residuals;
using AsyncSplit.Generators.Splitting.Serialization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Checks;

/// <summary>Collections and texts to which the same code adds again and again, with a boundary in between that captures them (SPLIT107).</summary>
internal sealed class GrowingCollectionCheck(HandlerFacts facts, CancellationToken cancellationToken) : CrossingCheck(facts)
{
    /// <summary>A loop of so few rounds makes nothing large.</summary>
    private const int FewRounds = 16;

    protected override bool LeavesTrace(FlowEvent flowEvent) => Grows(flowEvent);

    protected override void Visit(FlowEvent flowEvent, HashSet<Trace> traces)
    {
        if (flowEvent.Symbol is not { } symbol || flowEvent.Kind == FlowEventKind.Change)
        {
            return;
        }

        if (Grows(flowEvent))
        {
            foreach (var trace in traces.Where(trace => trace.Origin == flowEvent.Syntax && trace.Await is not null && !HasFewRounds(trace)))
            {
                Found(trace, flowEvent.Syntax!);
            }

            traces.Add(new Trace(symbol, flowEvent.Syntax!, null, null));
        }
        else if (flowEvent.Kind == FlowEventKind.Write || ObjectUse.Shrinks(flowEvent.Syntax!))
        {
            traces.RemoveWhere(trace => SymbolEqualityComparer.Default.Equals(trace.Variable, symbol));
        }
    }

    protected override bool Crosses(Trace trace, Captures captures) => captures.Contains(trace.Variable);

    protected override Problem Describe(Trace trace, SyntaxNode use)
    {
        var line = Lines.Of(trace.Origin);
        return new Problem(
            RuleIds.GrowingCollection,
            trace.Origin.GetLocation(),
            $"'{trace.Variable.Name}' ({TypeNames.ToMessage(TypeOf(trace.Variable)!)}) grows here in each round of a loop and is captured at the await{Lines.On(trace.Await!, line)}: each round sends all that the rounds before have collected. Keep only what is needed of it, as a sum or the last one, collect it in a store, or send it on in portions.")
        {
            Further = [trace.Await!.GetLocation()],
        };
    }

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol is ILocalSymbol local ? local.Type : (symbol as IParameterSymbol)?.Type;

    /// <summary>Where there is no goto, only loops come to the same code again.</summary>
    private bool HasLabels { get; } = facts.Body.DescendantNodes().Any(node => node is LabeledStatementSyntax or GotoStatementSyntax);

    private static bool IsInLoop(SyntaxNode node) => node.Ancestors().TakeWhile(ancestor => ancestor is not MemberDeclarationSyntax).Any(ancestor => ancestor is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax);

    private bool Grows(FlowEvent flowEvent)
    {
        if (flowEvent.Symbol is not { } symbol || flowEvent.Syntax is not { } syntax || TypeOf(symbol) is not { } type || !(IsInLoop(syntax) || HasLabels))
        {
            return false;
        }

        return flowEvent.Kind switch
        {
            FlowEventKind.Read => MutableTypes.IsCollection(type) && (ObjectUse.Grows(syntax) || IsEntryOfDictionary(syntax, type)),
            FlowEventKind.Write when syntax is AssignmentExpressionSyntax assignment => assignment.IsKind(SyntaxKind.AddAssignmentExpression)
                ? type.SpecialType == SpecialType.System_String
                : assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && IsMoreOf(symbol, assignment.Right),
            _ => false,
        };
    }

    /// <summary><c>prices[sku] = price</c> adds an entry, as a rule.</summary>
    private static bool IsEntryOfDictionary(SyntaxNode mention, ITypeSymbol type) =>
        type.Name.EndsWith("Dictionary", StringComparison.Ordinal)
        && mention.Parent is ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment } element && assignment.Left == element && element.Expression == mention
        && !assignment.Right.DescendantNodesAndSelf().Any(node => SyntaxFactory.AreEquivalent(node, element));

    /// <summary>Whether the value is that of the variable and something more: <c>[.. x, y]</c>, <c>x.Add(y)</c> of an immutable one, <c>x + y</c> of text.</summary>
    private bool IsMoreOf(ISymbol variable, ExpressionSyntax value) => ObjectUse.Unwrap(value) switch
    {
        CollectionExpressionSyntax collection => collection.Elements.Count > 1 && collection.Elements.OfType<SpreadElementSyntax>().Any(spread => Is(variable, spread.Expression)),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => Is(variable, access.Expression) && ObjectUse.Grows(access.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => TypeOf(variable)?.SpecialType == SpecialType.System_String && (Is(variable, sum.Left) || IsMoreOf(variable, sum.Left)),
        _ => false,
    };

    private bool Is(ISymbol variable, ExpressionSyntax expression) =>
        ObjectUse.Unwrap(expression) is IdentifierNameSyntax name && name.Identifier.ValueText == variable.Name
        && SymbolEqualityComparer.Default.Equals(Facts.Semantics.GetSymbolInfo(name, cancellationToken).Symbol, variable);

    /// <summary>Whether the loop around both goes up to a small constant, or over elements that are written out.</summary>
    private bool HasFewRounds(Trace trace)
    {
        var loop = trace.Origin.Ancestors().FirstOrDefault(node => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax && node.Span.Contains(trace.Await!.Span));
        return loop switch
        {
            ForStatementSyntax { Condition: BinaryExpressionSyntax condition } => IsSmall(condition.Left) || IsSmall(condition.Right),
            CommonForEachStatementSyntax { Expression: CollectionExpressionSyntax list } => list.Elements.All(element => element is ExpressionElementSyntax),
            CommonForEachStatementSyntax { Expression: ImplicitArrayCreationExpressionSyntax or ArrayCreationExpressionSyntax { Initializer: not null } } => true,
            _ => false,
        };

        bool IsSmall(ExpressionSyntax bound) => Facts.Semantics.GetConstantValue(bound, cancellationToken).Value is int and >= 0 and <= FewRounds;
    }
}

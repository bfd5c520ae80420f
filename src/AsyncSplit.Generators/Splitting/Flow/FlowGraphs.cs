using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting.Lifting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncSplit.Generators.Splitting.Flow;

/// <summary>Finds the control-flow graphs of units: that of a lifted function belongs to the graph of what is around it.</summary>
internal static class FlowGraphs
{
    public static ControlFlowGraph Of(Unit unit, SemanticModel model, CancellationToken cancellationToken)
    {
        if (unit.Parent is null)
        {
            return ControlFlowGraph.Create(unit.Syntax, model, cancellationToken) ?? throw new SplitException(RuleIds.CannotBeSplit, unit.Syntax, "a body that has no control-flow graph");
        }

        var around = Of(unit.Parent, model, cancellationToken);
        if (unit.Symbol.MethodKind == MethodKind.LocalFunction)
        {
            return around.GetLocalFunctionControlFlowGraph(around.LocalFunctions.First(function => SymbolEqualityComparer.Default.Equals(function, unit.Symbol)), cancellationToken);
        }

        var lambda = around.Blocks.SelectMany(block => block.Operations.Concat(block.BranchValue is { } value ? [value] : []))
            .SelectMany(operation => operation.DescendantsAndSelf()).OfType<IFlowAnonymousFunctionOperation>().FirstOrDefault(operation => operation.Syntax == unit.Syntax)
            ?? throw new SplitException(RuleIds.CannotBeSplit, unit.Syntax, $"'{unit.Name}', a lambda that makes chain calls in code that is never reached: remove it");
        return around.GetAnonymousFunctionControlFlowGraph(lambda, cancellationToken);
    }
}

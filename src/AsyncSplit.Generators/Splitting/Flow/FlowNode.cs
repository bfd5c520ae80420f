using Microsoft.CodeAnalysis.FlowAnalysis;

namespace AsyncSplit.Generators.Splitting.Flow;

/// <summary>A basic block, together with the way in which the finally block around it was entered.</summary>
internal readonly record struct FlowNode(BasicBlock Block, FinallyEntrance? Entrance);

/// <summary>One way of entering a finally block: the branch that leads through it, which of the branch's finally blocks it is, and the finally block around the branch, if any.</summary>
internal sealed record FinallyEntrance(ControlFlowBranch Branch, int Index, FinallyEntrance? Outer);

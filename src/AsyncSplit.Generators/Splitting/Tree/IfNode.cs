using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Tree;

/// <summary>A choice whose condition has no boundary (one that had was computed before).</summary>
internal sealed class IfNode(Code condition, BlockNode then, BlockNode? @else, SyntaxNode? origin) : Node(origin)
{
    public Code Condition { get; } = condition;

    public BlockNode Then { get; } = then;

    public BlockNode? Else { get; } = @else;

    public override IEnumerable<Node> Parts => Else is null ? [Then] : [Then, Else];
}

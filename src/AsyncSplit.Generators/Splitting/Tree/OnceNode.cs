using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Tree;

/// <summary>Statements that a jump can leave: what a condition with an await behind <c>&amp;&amp;</c> becomes where there is an <c>else</c>.</summary>
internal sealed class OnceNode(SyntaxNode origin) : JumpTarget(origin)
{
    public BlockNode Body { get; } = new(null);

    public override IEnumerable<Node> Parts => [Body];
}

using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Tree;

/// <summary>A loop or switch statement that holds a boundary: what <c>break</c> and <c>continue</c> may lead out of.</summary>
internal abstract class JumpTarget(SyntaxNode origin) : Node(origin)
{
    public SyntaxNode Syntax { get; } = origin;
}

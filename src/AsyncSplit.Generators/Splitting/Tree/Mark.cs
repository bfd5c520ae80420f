using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators.Splitting.Tree;

/// <summary>A place in a block that a jump can lead to: a label of the user's, or the end of a piece of a condition.</summary>
/// <param name="name">What to name it after.</param>
/// <param name="syntax">Where the user has it; null where it has none, and jumps lead forward to it, in its own block.</param>
internal sealed class Mark(string name, SyntaxNode? syntax = null)
{
    public string Name { get; } = name;

    public bool IsOfUser => syntax is not null;

    public bool IsInside(TextSpan span) => syntax is null || span.Contains(syntax.Span);
}

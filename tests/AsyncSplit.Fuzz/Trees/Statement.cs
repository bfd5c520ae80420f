using System.Collections.Immutable;

namespace AsyncSplit.Fuzz.Trees;

/// <summary>A statement, removable from its block if the rest compiles without it.</summary>
internal sealed class Statement : Node
{
    public Statement(NodeText text)
        : this(text.Segments)
    {
    }

    private Statement(ImmutableArray<object> segments)
        : base(segments)
    {
    }

    public override Node With(ImmutableArray<object> segments) => new Statement(segments);
}

using System.Collections.Immutable;

namespace AsyncSplit.Fuzz.Trees;

/// <summary>What can be left out of the node it stands in: an else, a catch clause, a finally, a section, an optional argument.</summary>
internal sealed class Clause : Node
{
    public Clause(NodeText text)
        : this(text.Segments)
    {
    }

    private Clause(ImmutableArray<object> segments)
        : base(segments)
    {
    }

    public override Node With(ImmutableArray<object> segments) => new Clause(segments);
}

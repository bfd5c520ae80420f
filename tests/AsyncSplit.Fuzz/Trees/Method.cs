using System.Collections.Immutable;

namespace AsyncSplit.Fuzz.Trees;

/// <summary>A handler: a head and a body.</summary>
internal sealed class Method : Node
{
    public Method(NodeText text)
        : this(text.Segments)
    {
    }

    private Method(ImmutableArray<object> segments)
        : base(segments)
    {
    }

    public override Node With(ImmutableArray<object> segments) => new Method(segments);
}

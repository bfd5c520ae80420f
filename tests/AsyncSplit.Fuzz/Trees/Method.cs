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

    /// <summary>Whether it stands in the class that the program's own is derived from.</summary>
    public bool IsInherited { get; init; }

    public override Node With(ImmutableArray<object> segments) => new Method(segments) { IsInherited = IsInherited };
}

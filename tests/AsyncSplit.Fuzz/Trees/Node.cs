using System.Collections.Immutable;
using System.Text;

namespace AsyncSplit.Fuzz.Trees;

/// <summary>A part of a program: text, with further parts in it. Immutable, so that a shrunk program shares what it has left.</summary>
internal abstract class Node(ImmutableArray<object> segments)
{
    /// <summary>Strings and nodes, in order.</summary>
    public ImmutableArray<object> Segments { get; } = segments;

    /// <summary>How many nodes there are, this one included: what shrinking makes smaller.</summary>
    public int Size => field != 0 ? field : field = 1 + Segments.OfType<Node>().Sum(part => part.Size);

    /// <summary>The same node with other segments.</summary>
    public abstract Node With(ImmutableArray<object> segments);

    public void WriteTo(StringBuilder text)
    {
        foreach (var segment in Segments)
        {
            if (segment is Node part)
            {
                part.WriteTo(text);
            }
            else
            {
                text.Append((string)segment);
            }
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        WriteTo(text);
        return text.ToString();
    }
}

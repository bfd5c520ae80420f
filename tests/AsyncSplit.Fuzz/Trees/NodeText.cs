using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace AsyncSplit.Fuzz.Trees;

/// <summary>The text of a node with its parts in it, written as an interpolated string: <c>$"({left} + {right})"</c>.</summary>
[InterpolatedStringHandler]
internal readonly ref struct NodeText(int literalLength, int formattedCount)
{
    private readonly ImmutableArray<object>.Builder _segments = ImmutableArray.CreateBuilder<object>((formattedCount * 2) + Math.Min(literalLength, 1));

    /// <summary>Strings and nodes.</summary>
    public ImmutableArray<object> Segments => _segments.ToImmutable();

    public void AppendLiteral(string text) => _segments.Add(text);

    public void AppendFormatted(string text) => _segments.Add(text);

    public void AppendFormatted(int number) => _segments.Add(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(ProgramType type) => _segments.Add(type.Text);

    public void AppendFormatted(Node? node)
    {
        if (node is not null)
        {
            _segments.Add(node);
        }
    }

    public void AppendFormatted(IReadOnlyList<Node> list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0)
            {
                _segments.Add(", ");
            }

            _segments.Add(list[i]);
        }
    }
}

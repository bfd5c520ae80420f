using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators.Splitting.Tree;

/// <summary>An expression or statement as a list of fragments.</summary>
internal sealed class Code(ImmutableArray<Fragment> fragments)
{
    public static Code Empty { get; } = new([]);

    public ImmutableArray<Fragment> Fragments { get; } = fragments;

    public static Code Own(string text) => new([new OwnText(text)]);

    public static Code User(SyntaxNode node) => new([new UserText(node.Span)]);

    public static Code Of(Temp temp) => new([new TempUse(temp)]);

    public static Code Of(params Code[] parts) => new([.. parts.SelectMany(part => part.Fragments)]);

    public static implicit operator Code(string text) => Own(text);

    /// <summary>The source of <paramref name="span"/> with some parts of it replaced.</summary>
    public static Code Replace(TextSpan span, IEnumerable<(TextSpan Span, Code Code)> replacements)
    {
        var fragments = ImmutableArray.CreateBuilder<Fragment>();
        var position = span.Start;
        foreach (var (replaced, code) in replacements.OrderBy(replacement => replacement.Span.Start))
        {
            if (replaced.Start > position)
            {
                fragments.Add(new UserText(TextSpan.FromBounds(position, replaced.Start)));
            }

            fragments.AddRange(code.Fragments);
            position = replaced.End;
        }

        if (position < span.End)
        {
            fragments.Add(new UserText(TextSpan.FromBounds(position, span.End)));
        }

        return new(fragments.ToImmutable());
    }

    /// <summary>How often the value of <paramref name="temp"/> is used.</summary>
    public int Uses(Temp temp) => Fragments.Sum(fragment => fragment switch
    {
        TempUse use when use.Temp == temp => 1,
        ReturnText { Value: { } value } => value.Uses(temp),
        _ => 0,
    });
}

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

    /// <summary>The parts of code that is the source of <paramref name="whole"/>, with some of it replaced; null where it is not.</summary>
    public IReadOnlyList<Code>? Cut(TextSpan whole, IReadOnlyList<TextSpan> parts)
    {
        var cut = parts.Select(_ => ImmutableArray.CreateBuilder<Fragment>()).ToList();
        var (position, part, isReplaced) = (whole.Start, 0, false);
        foreach (var fragment in Fragments)
        {
            if (fragment is not UserText user)
            {
                cut[Math.Min(part, cut.Count - 1)].Add(fragment);
                isReplaced = true;
                continue;
            }

            if (user.Span.Start < position || user.Span.End > whole.End || (user.Span.Start > position && !isReplaced))
            {
                return null;
            }

            while (part < parts.Count && parts[part].End <= user.Span.Start)
            {
                part++;
            }

            for (; part < parts.Count && parts[part].Start < user.Span.End; part++)
            {
                if (parts[part].Intersection(user.Span) is { Length: > 0 } slice)
                {
                    cut[part].Add(new UserText(slice));
                }

                // What follows it belongs to a part that ends here, too, if it does not stand for the beginning of the next one.
                if (parts[part].End > user.Span.End || (parts[part].End == user.Span.End && part + 1 < parts.Count && parts[part + 1].Start > user.Span.End))
                {
                    break;
                }
            }

            (position, isReplaced) = (user.Span.End, false);
        }

        return position == whole.End || isReplaced ? [.. cut.Select(fragments => new Code(fragments.ToImmutable()))] : null;
    }

    /// <summary>How often the value of <paramref name="temp"/> is used.</summary>
    public int Uses(Temp temp) => Fragments.Sum(fragment => fragment switch
    {
        TempUse use when use.Temp == temp => 1,
        ReturnText { Value: { } value } => value.Uses(temp),
        _ => 0,
    });
}

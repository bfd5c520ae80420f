namespace AsyncSplit.Generators.Model.Entries;

/// <summary>A line of an entry point's body, or a statement of the user's over several lines. Immutable, compared by value.</summary>
/// <param name="Indentation">In levels, from the body's braces.</param>
/// <param name="Text">The text; lines after the first stand as the user has them.</param>
/// <param name="Span">What it stands for in the user's source; null for plumbing.</param>
internal sealed record BodyLine(int Indentation, string Text, RelativeSpan? Span)
{
    /// <summary>Of a variable that is declared before it gets its value: type and name, which an assignment right behind it completes. Null in a finished body.</summary>
    public string? Declaration { get; init; }
}

using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Checks;

/// <summary>Something that happened to a variable on the way to here, and the first await that has come since.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Origin">Where it happened.</param>
/// <param name="Other">Another variable that has part in it.</param>
/// <param name="Await">The await; null where none has come yet.</param>
internal readonly record struct Trace(ISymbol Variable, SyntaxNode Origin, ISymbol? Other, SyntaxNode? Await)
{
    /// <summary>The await behind which it only happens: in <c>_lines.Add(await …)</c> the variable is read before, and its object changed behind it.</summary>
    public SyntaxNode? Pending { get; init; }
}

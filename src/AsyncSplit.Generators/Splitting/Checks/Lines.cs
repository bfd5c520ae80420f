using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Checks;

/// <summary>Lines as messages count them.</summary>
internal static class Lines
{
    public static int Of(SyntaxNode node) => Of(node.GetLocation());

    public static int Of(Location location) => location.GetMappedLineSpan().StartLinePosition.Line + 1;

    /// <summary>« on line 7», or « on this line» where the message is about that line.</summary>
    public static string On(SyntaxNode node, int line) => Of(node) == line ? " on this line" : $" on line {Of(node)}";
}

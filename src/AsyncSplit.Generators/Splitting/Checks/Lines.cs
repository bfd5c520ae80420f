using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Checks;

/// <summary>Lines as messages count them.</summary>
internal static class Lines
{
    public static int Of(SyntaxNode node) => Of(node.GetLocation());

    public static int Of(Location location) => location.GetMappedLineSpan().StartLinePosition.Line + 1;

    /// <summary>« on line 7», or nothing where the message speaks of that line already.</summary>
    public static string On(SyntaxNode node, int than) => Of(node) == than ? "" : $" on line {Of(node)}";
}

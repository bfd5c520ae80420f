using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting;

/// <summary>Ends the split of one handler at a construct that cannot be split. Caught in <see cref="HandlerAnalysis"/>, where it becomes a <see cref="Problem"/>.</summary>
internal sealed class SplitException(string ruleId, SyntaxNode node, string text) : Exception(text)
{
    public string RuleId { get; } = ruleId;

    public SyntaxNode Node { get; } = node;
}

using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <summary>A change of the user's text.</summary>
/// <param name="Span">What is replaced; empty for an insertion.</param>
/// <param name="Text">What stands there instead.</param>
/// <param name="Scope">The expression whose meaning this is part of: where a slice has only a part of it, it means something else. Null for changes that stand for themselves.</param>
internal sealed record TextEdit(TextSpan Span, string Text, TextSpan? Scope = null);

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lifting;

/// <summary>A mention of a local function, or of the local that a lambda is assigned to.</summary>
/// <param name="Name">The mention.</param>
/// <param name="Call">The call, if it is one.</param>
/// <param name="IsAwaited">Whether the call is awaited where it stands.</param>
/// <param name="In">The function around it; null in the handler itself.</param>
internal sealed record FunctionUse(SimpleNameSyntax Name, InvocationExpressionSyntax? Call, bool IsAwaited, SyntaxNode? In);

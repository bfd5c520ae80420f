using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Residuals;

/// <summary>What shared rests are called: after the statement they begin with, so that an edit elsewhere does not rename them.</summary>
internal static class TailNames
{
    public static string Of(TailPlace place) => place.Loop is not null
        ? "Next" + Capital(place.Syntax switch
        {
            ForEachStatementSyntax loop => loop.Identifier.ValueText,
            ForStatementSyntax { Declaration.Variables: [var first, ..] } => first.Identifier.ValueText,
            _ => "Round",
        })
        : "From" + Capital(WordOf(place.Syntax));

    /// <summary>The statement for a comment: its text, of a compound one its beginning.</summary>
    public static string Heading(SyntaxNode syntax)
    {
        var text = syntax switch
        {
            IfStatementSyntax choice => $"if ({choice.Condition})",
            WhileStatementSyntax loop => $"while ({loop.Condition})",
            DoStatementSyntax loop => $"do … while ({loop.Condition})",
            ForStatementSyntax loop => $"for ({loop.Declaration?.ToString() ?? loop.Initializers.ToString()}; {loop.Condition}; {loop.Incrementors})",
            ForEachStatementSyntax loop => $"foreach ({loop.Type} {loop.Identifier} in {loop.Expression})",
            ForEachVariableStatementSyntax loop => $"foreach ({loop.Variable} in {loop.Expression})",
            SwitchStatementSyntax choice => $"switch ({choice.Expression})",
            TryStatementSyntax => "try",
            BlockSyntax => "{",
            _ => syntax.ToString(),
        };
        return StateBuilder.Short(text);
    }

    private static string WordOf(SyntaxNode statement) => statement switch
    {
        LocalDeclarationStatementSyntax { Declaration.Variables: [var first, ..] } => first.Identifier.ValueText,
        ExpressionStatementSyntax { Expression: var expression } => WordOf(expression) ?? "Here",
        LockStatementSyntax or UsingStatementSyntax or CheckedStatementSyntax or BlockSyntax => "Here",
        _ => statement.GetFirstToken().ValueText,
    };

    private static string? WordOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        GenericNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        InvocationExpressionSyntax call => WordOf(call.Expression),
        ElementAccessExpressionSyntax element => WordOf(element.Expression),
        AwaitExpressionSyntax awaited => WordOf(awaited.Expression),
        AssignmentExpressionSyntax assignment => WordOf(assignment.Left),
        PostfixUnaryExpressionSyntax step => WordOf(step.Operand),
        PrefixUnaryExpressionSyntax step => WordOf(step.Operand),
        _ => null,
    };

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word.Substring(1);
}

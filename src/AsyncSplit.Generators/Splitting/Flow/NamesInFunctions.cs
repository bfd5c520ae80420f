using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Flow;

/// <summary>Which names a unit declares.</summary>
internal static class NamesInFunctions
{
    /// <summary>Whether a local's name is declared once in the unit, as whatever.</summary>
    public static Func<ISymbol, bool> OwnNames(IEnumerable<SyntaxNode> nodes)
    {
        var names = nodes.Select(node => node switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier,
            SingleVariableDesignationSyntax variable => variable.Identifier,
            ForEachStatementSyntax loop => loop.Identifier,
            CatchDeclarationSyntax caught => caught.Identifier,
            LocalFunctionStatementSyntax function => function.Identifier,
            ParameterSyntax parameter => parameter.Identifier,
            FromClauseSyntax clause => clause.Identifier,
            LetClauseSyntax clause => clause.Identifier,
            JoinClauseSyntax clause => clause.Identifier,
            JoinIntoClauseSyntax clause => clause.Identifier,
            QueryContinuationSyntax clause => clause.Identifier,
            _ => default,
        }).Select(token => token.ValueText).GroupBy(name => name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        return symbol => names.TryGetValue(symbol.Name, out var count) && count == 1;
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Flow;

/// <summary>Which names a unit declares.</summary>
internal static class NamesInFunctions
{
    /// <summary>Whether a local's name is declared once in the unit, as whatever.</summary>
    public static Func<ISymbol, bool> OwnNames(IEnumerable<SyntaxNode> nodes)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            if (Declared(node) is { RawKind: not 0, ValueText: var name })
            {
                names.TryGetValue(name, out var count);
                names[name] = count + 1;
            }
        }

        return symbol => names.TryGetValue(symbol.Name, out var count) && count == 1;
    }

    private static SyntaxToken Declared(SyntaxNode node) => node switch
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
    };
}

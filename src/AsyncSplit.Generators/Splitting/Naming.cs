using System.Text;
using AsyncSplit.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Generators.Splitting;

/// <summary>Names of generated files, and names in generated code.</summary>
internal static class Naming
{
    /// <summary>ASCII, at most 100 characters, distinct for distinct methods even where case is ignored.</summary>
    public static string HintName(IMethodSymbol method)
    {
        var name = new StringBuilder();
        foreach (var letter in $"{Chainables.TypePath(method.ContainingType)}.{Chainables.SimpleName(method)}")
        {
            name.Append(letter < 128 && (char.IsLetterOrDigit(letter) || letter is '.' or '_') ? letter : '-');
        }

        if (name.Length > 80)
        {
            name.Length = 80;
        }

        return $"{name}.{StableHash.Short(method.ToDisplayString())}.g.cs";
    }

    /// <summary>The identifier as source code writes it: with an at sign where it is a keyword, also where it is one in some contexts only.</summary>
    public static string Escape(string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(identifier) != SyntaxKind.None ? "@" + identifier : identifier;
}

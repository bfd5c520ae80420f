using System.Text;
using AsyncSplit.Generators.Model;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting;

/// <summary>Names of generated files.</summary>
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

        return $"{name}.{CodecHash.Of(method.ToDisplayString())}.g.cs";
    }
}

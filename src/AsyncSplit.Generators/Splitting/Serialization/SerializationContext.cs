using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>What the analysis of one compilation's types shares.</summary>
internal sealed class SerializationContext(Compilation compilation)
{
    public const string CodecsClass = "global::AsyncSplit.Serialization.Codecs";
    public const string GeneratedNamespace = "AsyncSplit.Generated";

    public Compilation Compilation => compilation;

    /// <summary>The static class that holds the assembly's codecs. Its name has the assembly's, so that friends of the assembly see no two of one name.</summary>
    public string HolderName { get; } = HolderNameOf(compilation.AssemblyName ?? "");

    public bool IsAccessible(ISymbol symbol, INamedTypeSymbol? container) =>
        compilation.IsSymbolAccessibleWithin(symbol, (ISymbol?)container ?? compilation.Assembly);

    private static string HolderNameOf(string assembly)
    {
        var name = new StringBuilder(assembly.Length + 6);
        foreach (var letter in assembly)
        {
            name.Append(SyntaxFacts.IsIdentifierPartCharacter(letter) ? letter : '_');
        }

        name.Append("Codecs");
        return SyntaxFacts.IsIdentifierStartCharacter(name[0]) ? name.ToString() : "_" + name;
    }
}

using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>What the analysis of one compilation's types shares.</summary>
internal sealed class SerializationContext(Compilation compilation)
{
    public const string CodecsClass = "global::AsyncSplit.Serialization.Codecs";
    public const string GeneratedNamespace = "AsyncSplit.Generated";

    private readonly Lazy<List<INamedTypeSymbol>> _exceptions = new(() => FindExceptions(compilation.Assembly.GlobalNamespace));

    public Compilation Compilation => compilation;

    /// <summary>The static class that holds the assembly's codecs. Its name has the assembly's, so that friends of the assembly see no two of one name.</summary>
    public string HolderName { get; } = HolderNameOf(compilation.AssemblyName ?? "");

    public bool IsAccessible(ISymbol symbol, INamedTypeSymbol? container) =>
        compilation.IsSymbolAccessibleWithin(symbol, (ISymbol?)container ?? compilation.Assembly);

    /// <summary>The exceptions of this assembly that derive from a type and are not abstract.</summary>
    public IEnumerable<INamedTypeSymbol> ExceptionsDerivedFrom(INamedTypeSymbol type) => _exceptions.Value.Where(found =>
    {
        for (var level = found.BaseType; level is not null; level = level.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(level, type))
            {
                return true;
            }
        }

        return false;
    });

    private static List<INamedTypeSymbol> FindExceptions(INamespaceOrTypeSymbol within)
    {
        var found = new List<INamedTypeSymbol>();
        foreach (var member in within.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false } type && ExceptionAnalysis.IsException(type))
            {
                found.Add(type);
            }

            found.AddRange(FindExceptions(member));
        }

        return found;
    }

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

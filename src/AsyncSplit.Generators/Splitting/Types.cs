using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting;

/// <summary>What is asked of types, and how the user's text names them.</summary>
internal static class Types
{
    public static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The fully qualified name with nullability, and with the names of tuple elements, which the user's text goes by.</summary>
    public static string Display(ITypeSymbol type) => type.ToDisplayString(Format);

    /// <summary>Whether source code can name the type: it and its type arguments are not anonymous.</summary>
    public static bool IsNameable(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsNameable(array.ElementType),
        INamedTypeSymbol named => !named.IsAnonymousType && named.CanBeReferencedByName && named.TypeArguments.All(IsNameable),
        _ => true,
    };

    /// <summary>The value type of a task-like type: T of Task&lt;T&gt; and ValueTask&lt;T&gt;. False where it is none of the four.</summary>
    public static bool TryGetTaskResult(ITypeSymbol type, out ITypeSymbol? result)
    {
        result = null;
        if (type is not INamedTypeSymbol { Name: "Task" or "ValueTask" } named || !IsIn(named, "System.Threading.Tasks"))
        {
            return false;
        }

        result = named.Arity == 1 ? named.TypeArguments[0] : null;
        return true;
    }

    /// <summary>The type of a local or parameter.</summary>
    public static ITypeSymbol OfVariable(ISymbol variable) => variable is ILocalSymbol local ? local.Type : ((IParameterSymbol)variable).Type;

    public static bool IsCancellationToken(ITypeSymbol type) => IsNamed(type, "System.Threading.CancellationToken");

    /// <summary>Whether the type, which has no type parameters and is in no other, has that full name. Asked of very many types: it makes no text.</summary>
    public static bool IsNamed(ITypeSymbol? type, string fullName) =>
        type is INamedTypeSymbol { Arity: 0, ContainingType: null } named && fullName.EndsWith(named.Name, StringComparison.Ordinal)
        && fullName.LastIndexOf('.') is var dot && dot == fullName.Length - named.Name.Length - 1 && IsNamespace(named.ContainingNamespace, fullName, dot);

    /// <summary>Whether the type is in that namespace.</summary>
    public static bool IsIn(ITypeSymbol type, string fullName) => IsNamespace(type.ContainingNamespace, fullName, fullName.Length);

    /// <summary>Whether the first <paramref name="length"/> characters name the namespace.</summary>
    private static bool IsNamespace(INamespaceSymbol? symbol, string fullName, int length)
    {
        for (; symbol is { IsGlobalNamespace: false }; symbol = symbol.ContainingNamespace)
        {
            var start = length - symbol.Name.Length;
            if (start < 0 || string.CompareOrdinal(fullName, start, symbol.Name, 0, symbol.Name.Length) != 0)
            {
                return false;
            }

            length = start - 1;
            if (start > 0 && fullName[length] != '.')
            {
                return false;
            }
        }

        return symbol is not null && length < 0;
    }

    /// <summary>Whether a type is, or implements, <c>IEnumerable&lt;T&gt;</c>.</summary>
    public static bool IsGenericSequence(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
        || type.AllInterfaces.Any(contract => contract.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T);
}

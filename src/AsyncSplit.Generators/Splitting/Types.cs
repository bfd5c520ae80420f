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
        if (type is not INamedTypeSymbol { Name: "Task" or "ValueTask" } named || named.ContainingNamespace?.ToDisplayString() != "System.Threading.Tasks")
        {
            return false;
        }

        result = named.Arity == 1 ? named.TypeArguments[0] : null;
        return true;
    }

    /// <summary>The type of a local or parameter.</summary>
    public static ITypeSymbol OfVariable(ISymbol variable) => variable is ILocalSymbol local ? local.Type : ((IParameterSymbol)variable).Type;

    public static bool IsCancellationToken(ITypeSymbol type) => type.Name == "CancellationToken" && type.ContainingNamespace?.ToDisplayString() == "System.Threading";

    /// <summary>Whether a type is, or implements, <c>IEnumerable&lt;T&gt;</c>.</summary>
    public static bool IsGenericSequence(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
        || type.AllInterfaces.Any(contract => contract.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T);
}

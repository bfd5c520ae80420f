using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting;

/// <summary>What makes a method chainable, and what it is called on the wire.</summary>
internal static class Chainables
{
    private static readonly SymbolDisplayFormat TypeFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.ExpandNullable | SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    public static bool IsChainable(IMethodSymbol method) => Attribute(method) is not null;

    /// <summary>The wire name: the attribute's, else <c>Type.Method</c>; overloads of chainable methods get their parameter types too: <c>Orders.PlaceAsync(Order,Int32)</c>.</summary>
    public static string WireName(IMethodSymbol method)
    {
        method = method.OriginalDefinition;
        if (Attribute(method)?.NamedArguments.FirstOrDefault(argument => argument.Key == "Name").Value.Value is string name)
        {
            return name;
        }

        var simpleName = SimpleName(method);
        var wireName = $"{TypePath(method.ContainingType)}.{simpleName}";
        var isOverloaded = method.ContainingType.GetMembers().OfType<IMethodSymbol>()
            .Any(other => !SymbolEqualityComparer.Default.Equals(other, method) && SimpleName(other) == simpleName && IsChainable(other)
                && !SymbolEqualityComparer.Default.Equals(other, method.PartialImplementationPart) && !SymbolEqualityComparer.Default.Equals(other, method.PartialDefinitionPart));
        return isOverloaded ? $"{wireName}({string.Join(",", method.Parameters.Select(parameter => parameter.Type.ToDisplayString(TypeFormat)))})" : wireName;
    }

    /// <summary>What decides which code a chain call of <paramref name="method"/> reaches.</summary>
    public static Dispatch DispatchOf(IMethodSymbol method) =>
        method.IsStatic || method.ContainingType is { TypeKind: TypeKind.Interface } or { IsSealed: true } ? Dispatch.ByName : Dispatch.OnReceiver;

    /// <summary>The method's name without the interface of an explicit implementation.</summary>
    public static string SimpleName(IMethodSymbol method) => method.Name.Substring(method.Name.LastIndexOf('.') + 1);

    /// <summary>The names of the type and of those around it, with dots.</summary>
    public static string TypePath(INamedTypeSymbol type) => type.ContainingType is { } outer ? $"{TypePath(outer)}.{type.Name}" : type.Name;

    /// <summary>The contract members that <paramref name="method"/> implements.</summary>
    public static IEnumerable<IMethodSymbol> Implements(IMethodSymbol method) =>
        method.ContainingType.AllInterfaces
            .SelectMany(contract => contract.GetMembers().OfType<IMethodSymbol>())
            .Where(member => IsChainable(member) && SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));

    private static AttributeData? Attribute(IMethodSymbol? method)
    {
        for (; method is not null; method = method.OverriddenMethod)
        {
            foreach (var attribute in method.OriginalDefinition.GetAttributes())
            {
                if (attribute.AttributeClass?.ToDisplayString() == KnownNames.ChainableAttribute)
                {
                    return attribute;
                }
            }
        }

        return null;
    }
}

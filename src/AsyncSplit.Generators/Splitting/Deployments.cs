using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Manifests;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting;

/// <summary>Finds what a handler's or contract member's function is to get.</summary>
internal static class Deployments
{
    /// <summary>The values that are set: on the method, or else on its type or those around it.</summary>
    public static EquatableArray<DeployValue> Of(IMethodSymbol method)
    {
        var values = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var attributes = new[] { AttributeOf(method), AttributeOf(method.PartialDefinitionPart), AttributeOf(method.PartialImplementationPart) };
        foreach (var attribute in attributes.Concat(Around(method.ContainingType).Select(AttributeOf)).OfType<AttributeData>())
        {
            foreach (var argument in attribute.NamedArguments)
            {
                if (argument.Value.Value is int value && !values.ContainsKey(argument.Key))
                {
                    values.Add(argument.Key, value);
                }
            }
        }

        return values.Select(value => new DeployValue(value.Key, value.Value)).ToEquatableArray();
    }

    private static IEnumerable<INamedTypeSymbol> Around(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.ContainingType)
        {
            yield return type;
        }
    }

    private static AttributeData? AttributeOf(ISymbol? symbol) => symbol?.GetAttributes().FirstOrDefault(attribute => Types.IsNamed(attribute.AttributeClass, KnownNames.DeployAttribute));
}

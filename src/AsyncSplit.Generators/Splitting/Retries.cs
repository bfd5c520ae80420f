using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Generators.Splitting;

/// <summary>Finds how a handler or contract member is retried.</summary>
internal static class Retries
{
    /// <summary>An expression that makes the method's attribute again, or that of the one it overrides; null where there is none.</summary>
    public static string? Of(IMethodSymbol method)
    {
        for (var current = method; current is not null; current = current.OverriddenMethod)
        {
            if ((AttributeOf(current) ?? AttributeOf(current.PartialDefinitionPart) ?? AttributeOf(current.PartialImplementationPart)) is { } attribute)
            {
                var members = attribute.NamedArguments.Select(argument => $"{argument.Key} = {argument.Value.ToCSharpString()}").ToList();
                return $"new global::{KnownNames.RetryAttribute}{(members.Count == 0 ? "()" : $" {{ {string.Join(", ", members)} }}")}";
            }
        }

        return null;
    }

    private static AttributeData? AttributeOf(IMethodSymbol? method) =>
        method?.OriginalDefinition.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == KnownNames.RetryAttribute);
}

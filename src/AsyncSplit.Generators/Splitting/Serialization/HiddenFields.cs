using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>Fields of types in source that no codec reaches: private ones, and those behind properties that are not public.</summary>
internal static class HiddenFields
{
    /// <summary>Those that no member seems to stand for: <c>_total</c> stands behind a property <c>Total</c>.</summary>
    /// <param name="type">The type.</param>
    /// <param name="members">Its members, which speak for themselves.</param>
    /// <param name="restored">The names of those that come back, or are known not to travel.</param>
    public static IEnumerable<IFieldSymbol> Of(INamedTypeSymbol type, IEnumerable<ObjectMember> members, ICollection<string> restored)
    {
        var seen = new HashSet<ISymbol>(members.Select(member => member.Symbol), SymbolEqualityComparer.Default);
        for (var level = type; level is not null && level.DeclaringSyntaxReferences.Length > 0; level = level.BaseType)
        {
            foreach (var field in level.GetMembers().OfType<IFieldSymbol>())
            {
                if (field is { IsStatic: false, IsConst: false, AssociatedSymbol: not IEventSymbol } && !IsCovered(field, seen, restored))
                {
                    yield return field;
                }
            }
        }
    }

    public static void AddLosses(CodecResolution resolution, INamedTypeSymbol type, IEnumerable<ObjectMember> members, ICollection<string> restored)
    {
        foreach (var field in Of(type, members, restored))
        {
            if (field.AssociatedSymbol is IPropertySymbol property)
            {
                resolution.AddLoss($"{TypeNames.ToMessage(type)}.{property.Name}", "it is not public and has no [JsonInclude], so that its value is lost");
            }
            else if (field.DeclaredAccessibility != Accessibility.Public && !field.IsImplicitlyDeclared)
            {
                // Public ones are members, and speak for themselves.
                resolution.AddLoss($"{TypeNames.ToMessage(type)}.{field.Name}", "it is a field that generated code does not read, so that its value is lost");
            }
        }
    }

    private static bool IsCovered(IFieldSymbol field, HashSet<ISymbol> seen, ICollection<string> restored) =>
        IsIgnored(field) || seen.Contains(field)
        || (field.AssociatedSymbol is { } shown
            ? IsIgnored(shown) || seen.Contains(shown)
            : restored.Any(name => string.Equals(name, field.Name.TrimStart('_'), StringComparison.OrdinalIgnoreCase)));

    private static bool IsIgnored(ISymbol symbol) =>
        symbol.GetAttributes().Any(attribute => attribute.AttributeClass is { } found && TypeNames.ToMetadata(found) == "System.Text.Json.Serialization.JsonIgnoreAttribute");
}

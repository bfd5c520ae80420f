using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>Private fields of types in source, which no codec reaches.</summary>
internal static class HiddenFields
{
    /// <summary>Those that no member seems to stand for: <c>_total</c> stands behind a property <c>Total</c>.</summary>
    public static IEnumerable<IFieldSymbol> Of(INamedTypeSymbol type, List<ObjectMember> members)
    {
        for (var level = type; level is not null && level.DeclaringSyntaxReferences.Length > 0; level = level.BaseType)
        {
            foreach (var symbol in level.GetMembers())
            {
                if (symbol is IFieldSymbol { IsStatic: false, IsConst: false, IsImplicitlyDeclared: false } field
                    && members.All(member => !member.CanInitialize || !string.Equals(member.Name, field.Name.TrimStart('_'), StringComparison.OrdinalIgnoreCase)))
                {
                    yield return field;
                }
            }
        }
    }

    public static void AddLosses(CodecResolution resolution, INamedTypeSymbol type, List<ObjectMember> members)
    {
        foreach (var field in Of(type, members))
        {
            // Public ones are members, and speak for themselves; delegates are the fields behind events.
            if (field.DeclaredAccessibility != Accessibility.Public && field.Type.TypeKind != TypeKind.Delegate)
            {
                resolution.AddLoss($"{TypeNames.ToMessage(type)}.{field.Name}", "it is a field that generated code does not read, so that its value is lost");
            }
        }
    }
}

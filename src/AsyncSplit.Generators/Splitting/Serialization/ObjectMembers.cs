using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>One property or field that JSON may hold.</summary>
/// <param name="Symbol">The property or field, of the most derived type that has it.</param>
/// <param name="Type">Its type.</param>
/// <param name="CanSet">Whether generated code can assign it once the object exists.</param>
/// <param name="CanInitialize">Whether it can in an object initializer.</param>
/// <param name="IsData">Whether it holds a value of its own, rather than computing one.</param>
/// <param name="IsRequired">Whether an object initializer must name it.</param>
internal sealed record ObjectMember(ISymbol Symbol, ITypeSymbol Type, bool CanSet, bool CanInitialize, bool IsData, bool IsRequired)
{
    // Always, when writing, when reading: each says that the value is not to travel.
    private static readonly int[] s_ignoring = [1, 4, 5];

    public string Name => Symbol.Name;

    /// <summary>The name in JSON. Names that start with <c>$</c> are the runtime's, so that one of the user's gets a second one.</summary>
    public string JsonName => Attribute("System.Text.Json.Serialization.JsonPropertyNameAttribute")?.ConstructorArguments.FirstOrDefault().Value is string { Length: > 0 } name
        ? name[0] == '$' ? "$" + name : name
        : Name;

    public bool IsIgnored => Attribute("System.Text.Json.Serialization.JsonIgnoreAttribute") is { } attribute
        && (attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Condition").Value.Value is not int condition || s_ignoring.Contains(condition));

    public bool IsIncluded => Attribute("System.Text.Json.Serialization.JsonIncludeAttribute") is not null;

    private AttributeData? Attribute(string name) =>
        Symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { } found && TypeNames.ToMetadata(found) == name);
}

/// <summary>Lists the members of a type, inherited ones first.</summary>
internal static class ObjectMembers
{
    /// <param name="type">The type.</param>
    /// <param name="context">What the analysis shares.</param>
    /// <param name="container">The type within which the codec stands; null for the assembly's holder.</param>
    /// <param name="hidden">Gets the members that others of their name hide, so that generated code cannot reach them.</param>
    public static List<ObjectMember> Of(INamedTypeSymbol type, SerializationContext context, INamedTypeSymbol? container, List<ObjectMember>? hidden = null)
    {
        var levels = new Stack<INamedTypeSymbol>();
        for (var level = type; level is not null && level.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); level = level.BaseType)
        {
            levels.Push(level);
        }

        var members = new List<ObjectMember>();
        foreach (var level in levels)
        {
            foreach (var symbol in level.GetMembers())
            {
                if (Create(symbol, level, context, container) is not { } member)
                {
                    continue;
                }

                // Overrides and hiding members take the place of what they override or hide.
                var index = members.FindIndex(other => other.Name == member.Name);
                if (index < 0)
                {
                    members.Add(member);
                    continue;
                }

                if (!symbol.IsOverride && members[index].IsData)
                {
                    hidden?.Add(members[index]);
                }

                members[index] = member;
            }
        }

        return members;
    }

    private static ObjectMember? Create(ISymbol symbol, INamedTypeSymbol level, SerializationContext context, INamedTypeSymbol? container)
    {
        if (symbol.IsStatic || symbol.IsImplicitlyDeclared && symbol is IFieldSymbol)
        {
            return null;
        }

        var member = symbol switch
        {
            IPropertySymbol { IsIndexer: false, ReturnsByRef: false, ReturnsByRefReadonly: false, GetMethod: { } getter } property
                when context.IsAccessible(getter, container) => OfProperty(property, level, context, container),
            IFieldSymbol { IsConst: false, AssociatedSymbol: null } field when context.IsAccessible(field, container) =>
                new ObjectMember(field, field.Type, !field.IsReadOnly, !field.IsReadOnly, true, field.IsRequired),
            _ => null,
        };
        return member is not null && (symbol.DeclaredAccessibility == Accessibility.Public || member.IsIncluded || member.IsRequired) ? member : null;
    }

    private static ObjectMember OfProperty(IPropertySymbol property, INamedTypeSymbol level, SerializationContext context, INamedTypeSymbol? container)
    {
        // An override may have the getter only, and inherit the setter.
        var setter = property.SetMethod;
        for (var overridden = property.OverriddenProperty; setter is null && overridden is not null; overridden = overridden.OverriddenProperty)
        {
            setter = overridden.SetMethod;
        }

        var settable = setter is not null && context.IsAccessible(setter, container);

        // Of a referenced assembly fields are not known, but the compiler marks the accessors that it wrote itself.
        var isAuto = setter is not null
            || level.GetMembers().Any(member => member is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property))
            || property.GetMethod!.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute");
        return new ObjectMember(property, property.Type, settable && !setter!.IsInitOnly, settable, isAuto, property.IsRequired);
    }
}

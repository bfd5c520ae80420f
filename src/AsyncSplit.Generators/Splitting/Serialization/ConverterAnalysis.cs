using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>Types and members with a <c>[JsonConverter]</c>: the converter is created and called directly.</summary>
internal static class ConverterAnalysis
{
    private const string Attribute = "System.Text.Json.Serialization.JsonConverterAttribute";

    /// <summary>Null for a type without one.</summary>
    public static Resolved? OfType(CodecResolution resolution, ITypeSymbol type) => Of(resolution, type, type);

    /// <summary>Null for a member without one.</summary>
    public static Resolved? Of(CodecResolution resolution, ISymbol attributed, ITypeSymbol type)
    {
        foreach (var attribute in attributed.GetAttributes())
        {
            for (var level = attribute.AttributeClass; level is not null; level = level.BaseType)
            {
                if (TypeNames.ToMetadata(level) == Attribute)
                {
                    return Of(resolution, attribute, type);
                }
            }
        }

        return null;
    }

    private static Resolved? Of(CodecResolution resolution, AttributeData attribute, ITypeSymbol type)
    {
        if (attribute.ConstructorArguments.Length != 1 || attribute.ConstructorArguments[0].Value is not INamedTypeSymbol converter)
        {
            return Resolved.Fail($"{TypeNames.ToMessage(attribute.AttributeClass!)} makes its converter at run time: name the converter with [JsonConverter(typeof(…))]");
        }

        // Enums are written by name anyway.
        if (TypeNames.ToMetadata(converter).StartsWith("System.Text.Json.Serialization.JsonStringEnumConverter", StringComparison.Ordinal))
        {
            return null;
        }

        if (converter.IsUnboundGenericType || !converter.InstanceConstructors.Any(constructor => constructor.Parameters.Length == 0 && resolution.Context.IsAccessible(constructor, null)))
        {
            return Resolved.Fail($"the converter {TypeNames.ToMessage(converter)} has no parameterless constructor that generated code could call");
        }

        var creation = $"new {TypeNames.ToCodeNotNull(converter)}()";
        for (var level = converter.BaseType; level is not null; level = level.BaseType)
        {
            switch (TypeNames.ToMetadata(level))
            {
                case "System.Text.Json.Serialization.JsonConverterFactory":
                    return Converted($"{SerializationContext.CodecsClass}.Converter<{TypeNames.ToCodeNotNull(type)}>({creation})", type);
                case "System.Text.Json.Serialization.JsonConverter`1":
                    return OfTarget(creation, level.TypeArguments[0], type);
            }
        }

        return Resolved.Fail($"{TypeNames.ToMessage(converter)} is no JsonConverter<{TypeNames.ToMessage(type)}>");
    }

    private static Resolved OfTarget(string creation, ITypeSymbol target, ITypeSymbol type)
    {
        var expression = $"{SerializationContext.CodecsClass}.Converter<{TypeNames.ToCodeNotNull(target)}>({creation})";
        if (SymbolEqualityComparer.Default.Equals(target, type))
        {
            return Converted(expression, type);
        }

        return type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable && SymbolEqualityComparer.Default.Equals(nullable.TypeArguments[0], target)
            ? Converted($"{SerializationContext.CodecsClass}.Nullable({expression})", type)
            : Resolved.Fail($"the converter is for {TypeNames.ToMessage(target)}, not for {TypeNames.ToMessage(type)}");
    }

    private static Resolved Converted(string expression, ITypeSymbol type) => type.IsValueType || type.SpecialType == SpecialType.System_String
        ? Resolved.Value(expression, "converted")
        : Resolved.Object(expression, "converted", Identities.Class(type));
}

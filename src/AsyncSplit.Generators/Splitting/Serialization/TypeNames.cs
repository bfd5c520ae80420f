using System.Text;
using AsyncSplit.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>The names of types in codecs and in messages.</summary>
internal static class TypeNames
{
    // Unlike Types.Display without the names of tuple elements: types that differ in them only share a codec.
    private static readonly SymbolDisplayFormat s_code = Types.Format.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    private static readonly SymbolDisplayFormat s_message = SymbolDisplayFormat.CSharpShortErrorMessageFormat;

    /// <summary>Fully qualified, with nullability.</summary>
    public static string ToCode(ITypeSymbol type) => type.ToDisplayString(s_code);

    /// <summary>Fully qualified; the type itself not nullable, if it is a reference type.</summary>
    public static string ToCodeNotNull(ITypeSymbol type) =>
        ToCode(type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type);

    public static string ToMessage(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(s_message);

    /// <summary>The namespace and metadata name of the definition, for example <c>System.Collections.Generic.List`1</c>.</summary>
    public static string ToMetadata(ITypeSymbol type)
    {
        var definition = type.OriginalDefinition;
        var name = definition.MetadataName;
        for (var outer = definition.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = outer.MetadataName + "+" + name;
        }

        var space = definition.ContainingNamespace;
        return space is null || space.IsGlobalNamespace ? name : space.ToDisplayString() + "." + name;
    }

    /// <summary>A C# identifier for the type: its full name with underscores, its own ones doubled, so that no two types share one.</summary>
    public static string ToIdentifier(ITypeSymbol type)
    {
        var text = new StringBuilder();
        Append(text, type, isArgument: false);
        if (!SyntaxFacts.IsValidIdentifier(text.ToString()))
        {
            text.Insert(0, '_');
        }

        return text.Length <= 120 ? text.ToString() : $"{text.ToString(0, 100)}_{StableHash.Short(text.ToString())}";
    }

    private static void Append(StringBuilder text, ITypeSymbol type, bool isArgument)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                Append(text, array.ElementType, isArgument: true);
                text.Append(array.Rank == 1 ? "_Array" : $"_Array{array.Rank}");
                break;
            case INamedTypeSymbol named:
                AppendOuter(text, named);
                text.Append(named.Name.Replace("_", "__"));
                foreach (var argument in named.TypeArguments)
                {
                    text.Append("_Of_");
                    Append(text, argument, isArgument: true);
                }

                if (named.TypeArguments.Length > 0 && isArgument)
                {
                    text.Append("_End");
                }

                break;
            default:
                text.Append(type.Name);
                break;
        }

        if (isArgument && type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated)
        {
            text.Append("_OrNull");
        }
    }

    private static void AppendOuter(StringBuilder text, INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
        {
            Append(text, outer, isArgument: outer.TypeArguments.Length > 0);
            text.Append('_');
        }
        else if (type.ContainingNamespace is { IsGlobalNamespace: false } space)
        {
            foreach (var part in space.ToDisplayString().Split('.'))
            {
                text.Append(part.TrimStart('@').Replace("_", "__")).Append('_');
            }
        }
    }
}

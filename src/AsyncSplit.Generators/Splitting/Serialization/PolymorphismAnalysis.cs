using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Codecs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>Types with <c>[JsonDerivedType]</c>: which derived types may occur, and how JSON tells them apart.</summary>
internal static class PolymorphismAnalysis
{
    private const string Derived = "System.Text.Json.Serialization.JsonDerivedTypeAttribute";
    private const string Polymorphic = "System.Text.Json.Serialization.JsonPolymorphicAttribute";

    public static bool IsPolymorphic(INamedTypeSymbol type) => type.TypeKind is TypeKind.Class or TypeKind.Interface && Attributes(type, Derived).Any();

    public static Resolved Analyze(CodecResolution resolution, INamedTypeSymbol type, string key, CodecPlace place)
    {
        var cases = new List<CodecCaseModel>();
        var shapes = new List<string>();
        var exactKeys = new List<string>();
        var holds = new List<Held>();
        var derived = new Dictionary<INamedTypeSymbol, string>(SymbolEqualityComparer.Default);
        if (Collect(type, type, derived) is { } failure)
        {
            return failure;
        }

        if (!type.IsAbstract && !derived.ContainsKey(type))
        {
            derived.Add(type, "null");
        }

        foreach (var pair in derived.OrderBy(pair => pair.Value, StringComparer.Ordinal))
        {
            var exact = resolution.VisitUserType(pair.Key, exact: true);
            if (exact.Failure is not null)
            {
                return SymbolEqualityComparer.Default.Equals(pair.Key, type) ? exact : exact.Within($"({TypeNames.ToMessage(pair.Key)})");
            }

            cases.Add(new CodecCaseModel(pair.Value, exact.Expression));
            shapes.Add($"{pair.Value}:{exact.Shape}");
            holds.AddRange(exact.Holds);
            if (pair.Key.IsValueType)
            {
                // Behind an interface it is an object.
                holds.Add(new Held(Identities.Class(pair.Key), null));
            }

            exactKeys.Add(TypeNames.ToCodeNotNull(pair.Key) + "!");
        }

        var property = "$type";
        foreach (var attribute in Attributes(type, Polymorphic))
        {
            property = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "TypeDiscriminatorPropertyName").Value.Value as string ?? property;
        }

        if (exactKeys.Select(resolution.Find).FirstOrDefault(draft => draft?.Members.Any(member => member.Member.JsonName == property) == true) is { } conflicting)
        {
            return Resolved.Fail($"a member of {conflicting.Model.DisplayName} has the JSON name '{property}', by which derived types are told apart");
        }

        resolution.Add(
            new CodecModel
            {
                Key = key,
                Kind = CodecKind.Polymorphic,
                Type = TypeNames.ToCodeNotNull(type),
                DisplayName = TypeNames.ToMessage(type),
                Name = place.Name,
                Namespace = place.Namespace,
                Containers = place.Containers,
                IsPrivate = place.Container is not null,
                DiscriminatorProperty = property,
                Cases = cases.ToEquatableArray(),
            },
            holds);
        return new Resolved(place.Expression, $"<{string.Join("|", shapes)}>", []);
    }

    // Derived types may name derived types of their own.
    private static Resolved? Collect(INamedTypeSymbol type, INamedTypeSymbol root, Dictionary<INamedTypeSymbol, string> derived)
    {
        foreach (var attribute in Attributes(type, Derived))
        {
            if (attribute.ConstructorArguments.Length == 0 || attribute.ConstructorArguments[0].Value is not INamedTypeSymbol found || derived.ContainsKey(found))
            {
                continue;
            }

            if (found.TypeKind is not (TypeKind.Class or TypeKind.Struct) || found.IsUnboundGenericType)
            {
                return Resolved.Fail($"[JsonDerivedType] names {TypeNames.ToMessage(found)}, which is no class or not a constructed one");
            }

            var discriminator = attribute.ConstructorArguments.Length < 2 ? null : attribute.ConstructorArguments[1].Value switch
            {
                string name => SymbolDisplay.FormatLiteral(name, quote: true),
                int number => SymbolDisplay.FormatPrimitive(number, quoteStrings: false, useHexadecimalNumbers: false),
                _ => null,
            };
            if (discriminator is null && !SymbolEqualityComparer.Default.Equals(found, root))
            {
                return Resolved.Fail($"[JsonDerivedType(typeof({found.Name}))] has no discriminator, so that nothing tells a {found.Name} from a {root.Name} when it is read");
            }

            discriminator ??= "null";
            if (derived.ContainsValue(discriminator))
            {
                return Resolved.Fail($"two derived types have the discriminator {discriminator}");
            }

            if (!found.IsAbstract)
            {
                derived.Add(found, discriminator);
            }

            if (!SymbolEqualityComparer.Default.Equals(found, type) && Collect(found, root, derived) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    private static IEnumerable<AttributeData> Attributes(INamedTypeSymbol type, string name) =>
        type.GetAttributes().Where(attribute => attribute.AttributeClass is { } found && TypeNames.ToMetadata(found) == name);
}

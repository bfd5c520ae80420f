using AsyncSplit.Generators.Model;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>Records, classes and structs: which members JSON holds, and how the object is made of them again.</summary>
internal static class ObjectAnalysis
{
    public static (Resolved Resolved, CodecModel? Model) Analyze(CodecResolution resolution, INamedTypeSymbol type, string key, CodecPlace place)
    {
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || type.IsAbstract)
        {
            var kind = type.TypeKind == TypeKind.Interface ? "an interface" : "abstract";
            var note = new SerializationNote("", $"{TypeNames.ToMessage(type)} is {kind}: [JsonDerivedType] attributes on it must say which types it stands for") { OpenType = type.OriginalDefinition.GetDocumentationCommentId() };
            return (Resolved.Fail(note.Reason) with { Failure = note }, null);
        }

        var members = ObjectMembers.Of(type, resolution.Context, place.Container);
        if (ConstructorChoice.Of(type, members, resolution.Context, place.Container) is not { } choice)
        {
            return (Resolved.Fail(NoConstructor(type)), null);
        }

        if (!members.Any(member => member.IsData) && HiddenFields.Of(type, members).Any())
        {
            return (Resolved.Fail($"{TypeNames.ToMessage(type)} keeps its data in private fields, where generated code cannot read it"), null);
        }

        if (UnreachableInclude(type, members) is { } unreachable)
        {
            return (Resolved.Fail($"{unreachable} has [JsonInclude], but generated code cannot reach it: make it internal", "." + unreachable), null);
        }

        var models = new List<CodecMemberModel>();
        var shapes = new List<string>();
        var mayAlias = type.TypeKind == TypeKind.Class && !type.IsRecord;
        foreach (var member in members)
        {
            var parameter = choice.Parameters.TryGetValue(member, out var found) ? found : null;
            if (member.IsIgnored)
            {
                if (parameter is { IsOptional: false } || (member.IsRequired && parameter is null))
                {
                    return (Resolved.Fail($"{TypeNames.ToMessage(type)} cannot be created without {member.Name}, which [JsonIgnore] leaves out", "." + member.Name), null);
                }

                continue;
            }

            if (parameter is null && !member.CanInitialize)
            {
                if (member.IsData)
                {
                    resolution.AddLoss($"{TypeNames.ToMessage(type)}.{member.Name}", "it has no setter and no constructor parameter of its name, so that its value is lost: give it an init accessor, or mark it [JsonIgnore] if it is not to travel");
                }

                continue;
            }

            var codec = ConverterAnalysis.Of(resolution, member.Symbol, member.Type) ?? resolution.Visit(member.Type);
            if (codec.Failure is not null)
            {
                return (codec.Within("." + member.Name), null);
            }

            models.Add(Model(member, parameter, codec.Expression));
            shapes.Add($"{member.JsonName}:{codec.Shape}");
            mayAlias |= codec.MayAlias || (member.CanSet && type.TypeKind == TypeKind.Class);
        }

        if (models.Select(model => model.Member.JsonName).Distinct(StringComparer.Ordinal).Count() != models.Count)
        {
            return (Resolved.Fail($"two members of {TypeNames.ToMessage(type)} have the same JSON name"), null);
        }

        HiddenFields.AddLosses(resolution, type, members);
        shapes.Sort(StringComparer.Ordinal);
        var codecModel = new CodecModel
        {
            Key = key,
            Kind = CodecKind.Object,
            Type = TypeNames.ToCodeNotNull(type),
            DisplayName = TypeNames.ToMessage(type),
            Name = place.Name,
            Namespace = place.Namespace,
            Containers = place.Containers,
            IsPrivate = place.Container is not null,
            IsValueType = type.IsValueType,
            Members = models.OrderBy(model => model.Restored == CodecMemberTarget.Setter).ToEquatableArray(),
        };
        return (new Resolved(place.Expression, $"{{{string.Join(",", shapes)}}}", mayAlias), codecModel);
    }

    private static CodecMemberModel Model(ObjectMember member, IParameterSymbol? parameter, string codec)
    {
        var target = parameter is not null ? CodecMemberTarget.Constructor : member.CanSet && !member.IsRequired ? CodecMemberTarget.Setter : CodecMemberTarget.Initializer;
        var isNullable = member.Type.NullableAnnotation == NullableAnnotation.Annotated;
        var defaultValue = parameter is { HasExplicitDefaultValue: true } ? DefaultValues.ToCode(parameter)
            : isNullable || (target == CodecMemberTarget.Initializer && !member.IsRequired) ? "default!"
            : null;
        return new CodecMemberModel(
            new MemberModel(Naming.Escape(member.Name), member.JsonName, TypeNames.ToCode(member.Type), codec, defaultValue),
            target,
            parameter is null ? null : Naming.Escape(parameter.Name),
            member.IsRequired);
    }

    private static string? UnreachableInclude(INamedTypeSymbol type, List<ObjectMember> members)
    {
        for (var level = type; level is not null; level = level.BaseType)
        {
            foreach (var symbol in level.GetMembers())
            {
                if (symbol is IPropertySymbol or IFieldSymbol && members.All(member => member.Name != symbol.Name)
                    && symbol.GetAttributes().Any(attribute => attribute.AttributeClass is { } found && TypeNames.ToMetadata(found) == "System.Text.Json.Serialization.JsonIncludeAttribute"))
                {
                    return symbol.Name;
                }
            }
        }

        return null;
    }

    private static string NoConstructor(INamedTypeSymbol type) =>
        $"{TypeNames.ToMessage(type)} has no accessible constructor whose parameters are all named like its members";
}

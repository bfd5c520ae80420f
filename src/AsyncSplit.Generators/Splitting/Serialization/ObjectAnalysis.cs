using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Codecs;
using AsyncSplit.Generators.Model.Entries;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>Records, classes and structs: which members JSON holds, and how the object is made of them again.</summary>
internal static class ObjectAnalysis
{
    public static Resolved Analyze(CodecResolution resolution, INamedTypeSymbol type, string key, CodecPlace place)
    {
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || type.IsAbstract)
        {
            var kind = type.TypeKind == TypeKind.Interface ? "an interface" : "abstract";
            if (IsOfFramework(type))
            {
                return Resolved.Fail($"{TypeNames.ToMessage(type)} is {kind}, and nothing says which types it stands for: use a type of your own, or keep what is needed of it");
            }

            var note = new SerializationNote("", $"{TypeNames.ToMessage(type)} is {kind}: say on it which types it stands for, each by [JsonDerivedType(typeof(…), \"…\")]") { OpenType = type.OriginalDefinition.GetDocumentationCommentId() };
            return Resolved.Fail(note.Reason) with { Failure = note };
        }

        var hidden = new List<ObjectMember>();
        var members = ObjectMembers.Of(type, resolution.Context, place.Container, hidden);
        if (ConstructorChoice.Of(type, members, resolution.Context, place.Container) is not { } choice)
        {
            return Resolved.Fail(NoConstructor(type));
        }

        if (!members.Any(member => member.IsData) && WhyNoData(type, members, choice) is { } empty)
        {
            return Resolved.Fail(empty);
        }

        if (UnreachableInclude(type, members) is { } unreachable)
        {
            return Resolved.Fail($"{unreachable} has [JsonInclude], but generated code cannot reach it: make it internal", "." + unreachable);
        }

        var models = new List<CodecMemberModel>();
        var shapes = new List<string>();
        var holds = new List<EquatableArray<Held>>();
        foreach (var member in members)
        {
            var parameter = choice.Parameters.TryGetValue(member, out var found) ? found : null;
            if (member.IsIgnored)
            {
                if (parameter is { IsOptional: false } || (member.IsRequired && parameter is null))
                {
                    return Resolved.Fail($"{TypeNames.ToMessage(type)} cannot be created without {member.Name}, which [JsonIgnore] leaves out", "." + member.Name);
                }

                continue;
            }

            if (parameter is null && !member.CanInitialize)
            {
                AddLoss(resolution, type, member);
                continue;
            }

            var codec = ConverterAnalysis.Of(resolution, member.Symbol, member.Type) ?? resolution.Visit(member.Type);
            if (codec.Failure is not null)
            {
                return codec.Within("." + member.Name);
            }

            models.Add(Model(member, parameter, codec.Expression));
            shapes.Add($"{member.JsonName}:{codec.Shape}");
            holds.Add(codec.Holds);
        }

        if (models.Select(model => model.Member.JsonName).Distinct(StringComparer.Ordinal).Count() != models.Count)
        {
            return Resolved.Fail($"two members of {TypeNames.ToMessage(type)} have the same JSON name");
        }

        foreach (var member in hidden.Where(member => !member.IsIgnored))
        {
            resolution.AddLoss($"{TypeNames.ToMessage(member.Symbol.ContainingType)}.{member.Name}", $"a member of {TypeNames.ToMessage(type)} hides it, so that its value is lost");
        }

        HiddenFields.AddLosses(resolution, type, members.Concat(hidden), Restored(members, choice));
        var model = new CodecModel
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
        };
        resolution.Add(new ObjectDraft(model, type.IsValueType ? null : Identities.Class(type), models, holds));
        shapes.Sort(StringComparer.Ordinal);
        return Resolved.Value(place.Expression, $"{{{string.Join(",", shapes)}}}");
    }

    private static void AddLoss(CodecResolution resolution, INamedTypeSymbol type, ObjectMember member)
    {
        if (member.IsData)
        {
            var setter = member.Symbol is IPropertySymbol { SetMethod: not null } ? "no setter that generated code can call" : "no setter";
            resolution.AddLoss($"{TypeNames.ToMessage(type)}.{member.Name}", $"it has {setter} and no constructor parameter of its name, so that its value is lost: give it an init accessor, or mark it [JsonIgnore] if it is not to travel");
        }
    }

    private static string? WhyNoData(INamedTypeSymbol type, List<ObjectMember> members, ConstructorChoice choice)
    {
        if (HiddenFields.Of(type, members, Restored(members, choice)).Any())
        {
            return $"{TypeNames.ToMessage(type)} keeps its data in private fields, where generated code cannot read it";
        }

        // Of a referenced assembly private fields are not known.
        return type is { DeclaringSyntaxReferences.IsEmpty: true, IsRecord: false } && !members.Any(member => member.CanInitialize)
            ? $"{TypeNames.ToMessage(type)} shows no data that generated code could write and set again"
            : null;
    }

    private static List<string> Restored(List<ObjectMember> members, ConstructorChoice choice) =>
        [.. members.Where(member => member.IsIgnored || member.CanInitialize || choice.Parameters.ContainsKey(member)).Select(member => member.Name)];

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
            member.IsRequired || (parameter is not null && member.CanInitialize && ParameterUse.IsChanged(parameter, member)),
            Accessor: target == CodecMemberTarget.Initializer && !member.IsRequired ? DeclaringType(member) : null);
    }

    // Of generic types the accessor would have to be generic itself.
    private static string? DeclaringType(ObjectMember member) =>
        member.Symbol is IPropertySymbol { SetMethod.IsInitOnly: true, ContainingType: { TypeKind: TypeKind.Class } type } && !IsGeneric(type) ? TypeNames.ToCodeNotNull(type) : null;

    private static bool IsGeneric(INamedTypeSymbol type) => type.IsGenericType || (type.ContainingType is { } outer && IsGeneric(outer));

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

    /// <summary>Whether nobody who reads the message can put an attribute on the type.</summary>
    private static bool IsOfFramework(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { ContainingNamespace: { IsGlobalNamespace: false } around })
        {
            space = around;
        }

        return space?.Name is "System" or "Microsoft" && type.DeclaringSyntaxReferences.IsEmpty;
    }
}

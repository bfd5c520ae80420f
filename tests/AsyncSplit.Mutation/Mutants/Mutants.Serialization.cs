namespace AsyncSplit.Mutation;

/// <content>What crosses a boundary, and how.</content>
internal static partial class Mutants
{
    private static IEnumerable<Mutant> Serialization()
    {
        const string Folder = "Splitting/Serialization";
        const string Members = $"{Folder}/ObjectMembers.cs";
        const string Constructors = $"{Folder}/ConstructorChoice.cs";
        const string Framework = $"{Folder}/FrameworkCodecs.cs";
        const string Polymorphism = $"{Folder}/PolymorphismAnalysis.cs";
        const string States = "Splitting/StateBuilder.cs";
        const string Objects = "Emit/CodecObjectEmitter.cs";

        yield return new("FrameIdentityLost", "Two captured values that are one object stay one.",
            States, "aliases > 1,", "aliases > 99,",
            "AliasesInFrame");
        yield return new("GraphIdentityLost", "An object that one captured value holds twice stays one.",
            States, "codecs.MayRepeat(NotNull(type)) ? 2 : 1", "codecs.MayRepeat(NotNull(type)) ? 1 : 1",
            "SharedObjects");
        yield return new("CyclesLost", "An object that holds itself stays one.",
            $"{Folder}/ObjectGraphs.cs", "if (!around.Add(named))\n                {\n                    return true;", "if (!around.Add(named))\n                {\n                    return false;",
            "SharedObjects", "TreeWalk");
        yield return new("ArgumentsOfCollectionsPlain", "An immutable collection of objects can hold one twice.",
            Framework, "mutable |= argument.MayAlias;", "",
            "SharedObjects");
        yield return new("NullsRefused", "Where a reference type is annotated, null travels.",
            $"{Folder}/CodecResolution.cs", "type.NullableAnnotation == NullableAnnotation.Annotated", "type.NullableAnnotation == (NullableAnnotation)9",
            "NullableDeep", "NestedNulls");
        yield return new("IgnoredMembersTravel", "A member with [JsonIgnore] does not travel.",
            Members, "(attribute.NamedArguments.FirstOrDefault(argument => argument.Key == \"Condition\").Value.Value is not int condition || condition == 1)", "attribute is null",
            "OperatorsAwaited");
        yield return new("ConditionalIgnoreIsIgnore", "A member that [JsonIgnore] leaves out in some cases travels.",
            Members, "|| condition == 1)", "|| condition > 0)",
            "OperatorsAwaited");
        yield return new("JsonNamesIgnored", "[JsonPropertyName] is the name in JSON.",
            Members, "as string ?? Name;", "as string is null ? Name : Name;",
            "ClassMembers");
        yield return new("FieldsLost", "Public fields travel.",
            Members, "IFieldSymbol { IsConst: false, AssociatedSymbol: null } field when", "IFieldSymbol { IsConst: true, AssociatedSymbol: null } field when",
            "FieldMembers");
        yield return new("BaseMembersLost", "Inherited members travel.",
            Members, "level = level.BaseType)", "level = null)",
            "ClassMembers", "Polymorphism");
        yield return new("InheritedSettersLost", "An override without a setter has the inherited one.",
            Members, "setter is null && overridden is not null", "setter is not null && overridden is not null",
            "ClassMembers");
        yield return new("HiddenMembersTwice", "An override takes the place of what it overrides.",
            Members, "if (hidden < 0)", "if (hidden < 99)",
            "ClassMembers");
        yield return new("ParameterNamesExact", "A constructor's parameter takes the member of its name, whatever the case of its letters.",
            Constructors, "StringComparison.OrdinalIgnoreCase", "StringComparison.Ordinal",
            "ClassMembers", "ObjectInitializers");
        yield return new("ShortestConstructor", "Of several constructors the one is called that restores most.",
            Constructors, ".OrderBy(candidate => members.Count", ".OrderByDescending(candidate => members.Count",
            "ClassMembers", "ObjectInitializers");
        yield return new("ParameterlessLast", "A parameterless constructor leaves the object's own defaults alone.",
            Constructors, "candidate.Parameters.Count == 0 ? int.MaxValue :", "candidate.Parameters.Count == 0 ? -1 :",
            "ClassMembers", "ObjectInitializers");
        yield return new("BaseCaseLost", "A type with [JsonDerivedType] can be itself.",
            Polymorphism, "if (!type.IsAbstract && !derived.ContainsKey(type))", "if (type is null)",
            "Polymorphism");
        yield return new("DerivedOfDerivedLost", "Derived types may name derived types of their own.",
            Polymorphism, "if (!SymbolEqualityComparer.Default.Equals(found, type) && Collect(found, root, derived)", "if (found is null && Collect(found!, root, derived)",
            "Polymorphism");
        yield return new("SettersAlways", "A member that JSON does not have keeps the object's own default.",
            Objects, "if (early || IsWatched(byMember[member]))", "if (early)",
            "ClassMembers");
        yield return new("LateCreation", "An object is there before the members that can refer back to it are read.",
            Objects, "!model.IsValueType && model.Members.Any(MayReferBack)", "!model.IsValueType && model.Members.Count < 0",
            "SharedObjects", "TreeWalk");
        yield return new("RequiredMembersLost", "Required members are set where the object is created.",
            Objects, "member.Restored == CodecMemberTarget.Initializer || member.IsRequired", "member.Restored == CodecMemberTarget.Initializer",
            "ClassMembers", "RecordTypes");
        yield return new("ObjectsUnregistered", "An object that has been read is known for those that refer to it.",
            Objects, "if (!model.IsValueType)", "if (model.Members.Count > 99)",
            "SharedObjects", "AliasesInFrame");
    }
}

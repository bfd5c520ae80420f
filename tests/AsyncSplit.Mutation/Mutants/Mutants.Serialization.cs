namespace AsyncSplit.Mutation;

/// <content>What crosses a boundary, and how.</content>
internal static partial class Mutants
{
    private static IEnumerable<Mutant> Serialization()
    {
        const string Folder = "Splitting/Serialization";
        const string States = "Splitting/StateBuilder.cs";

        yield return new("FrameIdentityLost", "Two captured values that are one object stay one.",
            States, "Identities.MayRepeat(reached),", "false,",
            "AliasesInFrame") { InTests = true };
        yield return new("GraphIdentityLost", "An object that one captured value holds twice stays one.",
            $"{Folder}/Identities.cs", "reached.Many || !seen.Add(reached.Identity)", "!seen.Add(reached.Identity)",
            "SharedObjects") { InTests = true };
        yield return new("CyclesLost", "An object that holds itself stays one.",
            $"{Folder}/IdentityGraph.cs", "many |= visited.ContainsKey(key);", "if (visited.ContainsKey(key))\n            {\n                return;\n            }",
            "SharedObjects", "TreeWalk") { InTests = true };
        yield return new("ViewsApart", "What shows another collection, and that collection, stay one.",
            $"{Folder}/Identities.cs", "return views > 1 || (views == 1 && collections > 0);", "return false;",
            "ViewsOfCollections") { InTests = true };
        yield return new("ElementsApart", "Elements of a collection that are one object stay one.",
            $"{Folder}/Resolved.cs", "held with { Many = true }", "held",
            "SharedRecords", "ForEachCollections", "CyclesAndParents", "CollectionKinds");
    }
}

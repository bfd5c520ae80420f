namespace AsyncSplit.Mutation;

/// <content>What crosses a boundary, and how.</content>
internal static partial class Mutants
{
    private static IEnumerable<Mutant> Serialization()
    {
        const string Folder = "Splitting/Serialization";
        const string States = "Splitting/StateBuilder.cs";

        yield return new("FrameIdentityLost", "Two captured values that are one object stay one.",
            States, "aliases > 1,", "aliases > 99,",
            "AliasesInFrame");
        yield return new("GraphIdentityLost", "An object that one captured value holds twice stays one.",
            States, "codecs.MayRepeat(NotNull(type)) ? 2 : 1", "codecs.MayRepeat(NotNull(type)) ? 1 : 1",
            "SharedObjects");
        yield return new("CyclesLost", "An object that holds itself stays one.",
            $"{Folder}/ObjectGraphs.cs", "if (!around.Add(named))\n                {\n                    return true;", "if (!around.Add(named))\n                {\n                    return false;",
            "SharedObjects", "TreeWalk");
    }
}

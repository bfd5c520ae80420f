namespace AsyncSplit.Mutation;

/// <summary>The splitter with one of its rules switched off.</summary>
/// <param name="Name">A short name.</param>
/// <param name="Rule">The rule, as the splitter keeps it.</param>
/// <param name="File">The file in the generator's project that is changed.</param>
/// <param name="Original">A text that stands in the file exactly once.</param>
/// <param name="Mutated">What takes its place.</param>
/// <param name="Witnesses">Conformance cases that fail with it.</param>
internal sealed record Mutant(string Name, string Rule, string File, string Original, string Mutated, params string[] Witnesses)
{
    /// <summary>
    /// Whether <c>dotnet test</c> runs it: it compiles the generator anew for each mutant, so it takes a selection from all kinds of rules, of those that show in what a case does. Most others
    /// end in code that does not compile: no user could run that unnoticed. <c>dotnet run</c> takes all.
    /// </summary>
    public bool InTests { get; init; }

    public override string ToString() => Name;
}

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
    public override string ToString() => Name;
}

namespace AsyncSplit.Conformance.Harness;

/// <summary>Whether a case does what is expected of it.</summary>
/// <param name="IsAsListed">It conforms, or it is refused by the rule that the list names.</param>
/// <param name="Summary">One word or rule id.</param>
/// <param name="Message">What is wrong, to be read by who has to mend it.</param>
internal sealed record Verdict(bool IsAsListed, string Summary, string Message)
{
    public static Task<Verdict> OfAsync(string name) => OfAsync(name, CaseOptions.Default);

    public static async Task<Verdict> OfAsync(string name, CaseOptions options)
    {
        var build = CaseCompiler.Build(name, options);
        var listed = UnsupportedCases.Find(name);
        // Before the refusals: where a handler is refused, nothing is generated for it that would not compile.
        if (build.Errors.Count > 0)
        {
            return new(false, "does not compile", $"{name} does not compile with what is generated for it:\n{CaseBuild.Describe([.. build.Errors, .. build.Refusals])}");
        }

        if (build.IsRefused)
        {
            return OfRefused(build, listed);
        }

        if (listed is not null)
        {
            return new(false, "no longer refused", $"{name} is no longer refused ({listed.Rule}): remove it from the list {UnsupportedCases.FileName}.");
        }

        var differences = await CaseRunner.CompareAsync(build, fuses: options == CaseOptions.Default);
        return differences.Count == 0 ? new(true, "conforms", "") : new(false, "differs", Describe(differences));
    }

    private static string Describe(IReadOnlyList<string> differences)
    {
        const int Shown = 2;
        var text = string.Join("\n\n", differences.Take(Shown));
        return differences.Count > Shown ? $"{text}\n\n… and {differences.Count - Shown} more rows" : text;
    }

    private static Verdict OfRefused(CaseBuild build, UnsupportedCase? listed)
    {
        var rules = string.Join(" and ", build.Refusals.Select(refusal => refusal.Id).Distinct().Order(StringComparer.Ordinal));
        var refusals = CaseBuild.Describe(build.Refusals);
        return listed switch
        {
            null => new(false, $"refused by {rules}", $"{build.Name} is refused by {rules} and not in the list {UnsupportedCases.FileName}:\n{refusals}"),
            _ when listed.Rule != rules => new(false, $"refused by {rules}, not {listed.Rule}", $"{UnsupportedCases.FileName} says that {build.Name} is refused by {listed.Rule}, but it is by {rules}:\n{refusals}"),
            _ => new(true, rules, refusals),
        };
    }
}

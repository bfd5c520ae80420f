namespace AsyncSplit.Conformance.Harness;

/// <summary>A case that is known to be refused: by which rule, and why.</summary>
internal sealed record UnsupportedCase(string Name, string Rule, string Reason);

/// <summary>The list in <c>Unsupported.txt</c>: one <c>CaseName RULEID reason</c> a line, sorted; lines that begin with # are comments.</summary>
internal static class UnsupportedCases
{
    public const string FileName = "Unsupported.txt";

    public static IReadOnlyList<UnsupportedCase> All { get; } =
        [.. CorpusFiles.Read(FileName).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(Parse)];

    public static UnsupportedCase? Find(string name) => All.FirstOrDefault(@case => @case.Name == name);

    private static UnsupportedCase Parse(string line) => line.Split(' ', 3) is [var name, var rule, var reason]
        ? new(name, rule, reason)
        : throw new FormatException($"{FileName} has a line that is not 'CaseName RULEID reason': {line}");
}

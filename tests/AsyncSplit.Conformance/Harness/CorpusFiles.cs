namespace AsyncSplit.Conformance.Harness;

/// <summary>The corpus as files beside the harness.</summary>
internal static class CorpusFiles
{
    /// <summary>The names of all cases, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Cases"), "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>The path of a case relative to the corpus, as diagnostics and stack traces show it.</summary>
    public static string PathOf(string name) => $"Cases/{name}.cs";

    public static string Read(string path) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, path));
}

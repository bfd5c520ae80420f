namespace AsyncSplit.Generators.Tests.Harness;

/// <summary>Reads the names of generated files.</summary>
internal static class HintNames
{
    /// <summary>Whether a file is <paramref name="name"/><c>.12345678.g.cs</c>, or has that very name.</summary>
    public static bool IsNamed(string hintName, string name) =>
        hintName == name || (hintName.StartsWith(name + ".", StringComparison.Ordinal) && hintName.Length == name.Length + ".12345678.g.cs".Length);
}

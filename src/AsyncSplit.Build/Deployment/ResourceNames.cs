using AsyncSplit.Functions;

namespace AsyncSplit.Build.Deployment;

/// <summary>The names of an application's resources.</summary>
internal static class ResourceNames
{
    // Lambda takes 64 characters, and a function has 40 of its own behind a hyphen.
    public const int MaxApplicationLength = 23;

    /// <summary>What is no letter or digit becomes a hyphen; a long name is cut, with its hash at the end.</summary>
    public static string DefaultApplication(string assembly)
    {
        var letters = assembly.Select(character => char.ToLowerInvariant(character)).Select(character => IsLetter(character) || IsDigit(character) ? character : '-');
        var name = string.Join("-", string.Concat(letters).Split(['-'], StringSplitOptions.RemoveEmptyEntries));
        name = name.Length > 0 && IsLetter(name[0]) ? name : $"app-{name}".TrimEnd('-');
        return name.Length <= MaxApplicationLength ? name : $"{name.Substring(0, MaxApplicationLength - 9).TrimEnd('-')}-{FunctionNames.Hash(assembly)}";
    }

    public static bool IsApplication(string name) =>
        name.All(character => IsLetter(character) || IsDigit(character) || character == '-') && IsLetter(name[0]) && name[name.Length - 1] != '-' && !name.Contains("--");

    private static bool IsLetter(char character) => character is >= 'a' and <= 'z';

    private static bool IsDigit(char character) => character is >= '0' and <= '9';
}

using System.Text.RegularExpressions;

namespace AsyncSplit.Fuzz.Running;

/// <summary>Messages made comparable.</summary>
internal static partial class Reasons
{
    /// <summary>Without what stands in quotes, and without anything behind a colon.</summary>
    public static string WithoutNames(string message) => Quoted().Replace(message.Split(": ")[0], "'…'");

    [GeneratedRegex("'.*'", RegexOptions.Singleline)]
    private static partial Regex Quoted();
}

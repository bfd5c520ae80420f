using System.Text;
using System.Text.Json;

namespace AsyncSplit.Conformance.Harness;

/// <summary>Shows two outcomes side by side.</summary>
internal static class Differences
{
    private const int MaxLines = 80;
    private const int MaxWidth = 70;

    private static readonly JsonSerializerOptions Options = new() { IncludeFields = true, NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>A row of inputs as text.</summary>
    public static string Describe(object?[] inputs) => $"[{string.Join(", ", inputs.Select(Describe))}]";

    public static string Show(string firstName, RunOutcome first, string secondName, RunOutcome second)
    {
        var text = new StringBuilder();
        var width = Math.Max(firstName.Length, secondName.Length) + 1;
        text.Append(firstName.PadRight(width)).AppendLine(Printable(first.Result));
        text.Append(secondName.PadRight(width)).AppendLine(Printable(second.Result));
        ShowJournals(text, firstName, first.Journal, secondName, second.Journal);
        if (second.EntryPoints.Count > 0)
        {
            text.AppendLine($"steps: {string.Join(", ", second.EntryPoints.Take(MaxLines))}");
        }

        if (second.Exception is { } thrown)
        {
            text.AppendLine($"{secondName} threw: {WithoutHarness(thrown)}");
        }

        return text.ToString().TrimEnd();
    }

    private static void ShowJournals(StringBuilder text, string firstName, IReadOnlyList<string> first, string secondName, IReadOnlyList<string> second)
    {
        var width = Math.Clamp(first.Append(firstName).Max(line => line.Length), 20, MaxWidth);
        var length = Math.Max(first.Count, second.Count);
        text.AppendLine($"  journal  {firstName.PadRight(width)}   {secondName}");
        for (var line = 0; line < Math.Min(length, MaxLines); line++)
        {
            var left = line < first.Count ? first[line] : null;
            var right = line < second.Count ? second[line] : null;
            text.AppendLine($"  {line + 1,7}  {Cut(Printable(left ?? "-")).PadRight(width)} {(left == right ? ' ' : '≠')} {Cut(Printable(right ?? "-"))}");
        }

        if (length > MaxLines)
        {
            text.AppendLine($"  … and {length - MaxLines} more lines");
        }
    }

    private static string WithoutHarness(Exception exception) =>
        string.Join('\n', exception.ToString().Split('\n').Where(line => !line.Contains($" {typeof(Differences).Namespace}.", StringComparison.Ordinal)));

    // Cases use characters that a terminal or a log cannot take.
    private static string Printable(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) || char.IsSurrogate(character) || character >= '\uFFFE' ? $"\\u{(int)character:x4}" : character.ToString()));

    private static string Cut(string line) => line.Length <= MaxWidth ? line : $"{line[..(MaxWidth - 1)]}…";

    private static string Describe(object? input)
    {
        try
        {
            return JsonSerializer.Serialize(input, Options);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            return input!.ToString() ?? input.GetType().Name;
        }
    }
}

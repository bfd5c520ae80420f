using AsyncSplit.Generators.Model.Entries;

namespace AsyncSplit.Generators.Splitting.Residuals;

/// <summary>Writes as one what stands on two lines only because one thing leads to the other: a declaration and the assignment right behind it, a jump to the next line and its label.</summary>
internal static class Tidying
{
    public static List<BodyLine> Of(IReadOnlyList<BodyLine> lines)
    {
        var tidy = new List<BodyLine>();
        foreach (var line in lines)
        {
            var previous = tidy.Count > 0 ? tidy[tidy.Count - 1] : null;
            if (previous?.Declaration is { } declaration && previous.Indentation == line.Indentation && line.Text.StartsWith($"{NameIn(declaration)} = ", StringComparison.Ordinal))
            {
                tidy[tidy.Count - 1] = line with { Text = declaration + line.Text.Substring(NameIn(declaration).Length) };
                continue;
            }

            // A jump of the user's is a place where a debugger stops.
            if (previous is { Span: null } && line.Span is null && previous.Indentation == line.Indentation && IsLabel(line.Text) && previous.Text == $"goto {LabelIn(line.Text)};")
            {
                tidy.RemoveAt(tidy.Count - 1);
                if (lines.Count(other => other.Text.Contains($"goto {LabelIn(line.Text)};")) == 1)
                {
                    continue;
                }
            }

            tidy.Add(line);
        }

        return tidy.ConvertAll(line => line.Declaration is null ? line : line with { Declaration = null });
    }

    private static string NameIn(string declaration) => declaration.Substring(declaration.LastIndexOf(' ') + 1);

    private static bool IsLabel(string text) => text.EndsWith(": ;", StringComparison.Ordinal);

    private static string LabelIn(string text) => text.Substring(0, text.Length - ": ;".Length);
}

using System.Runtime.CompilerServices;
using System.Text;

namespace AsyncSplit.Generators.Tests.Harness;

/// <summary>
/// Compares text with what was accepted of it, in <c>Type.Method.verified.cs</c> beside the test. What differs is written to <c>Type.Method.received.cs</c>;
/// with <c>ASYNCSPLIT_ACCEPT=1</c> it is accepted:
/// <code>ASYNCSPLIT_ACCEPT=1 dotnet test tests/AsyncSplit.Generators.Tests --filter Snapshots</code>
/// </summary>
internal static class Snapshot
{
    private const string AcceptVariable = "ASYNCSPLIT_ACCEPT";

    /// <summary>Compares one file, or several under a line with their names.</summary>
    public static void Verify(IEnumerable<KeyValuePair<string, string>> files, [CallerFilePath] string test = "", [CallerMemberName] string method = "")
    {
        var text = new StringBuilder();
        foreach (var file in files)
        {
            text.Append(text.Length > 0 ? "\n" : "").Append("// ").Append(file.Key).Append('\n').Append(file.Value);
        }

        Verify(text.ToString(), test, method);
    }

    /// <inheritdoc cref="Verify(IEnumerable{KeyValuePair{string, string}}, string, string)"/>
    public static void Verify(string text, [CallerFilePath] string test = "", [CallerMemberName] string method = "", string extension = "cs")
    {
        var stem = Path.Combine(FolderOf(test), $"{Path.GetFileNameWithoutExtension(test)}.{method}");
        var (verified, received) = ($"{stem}.verified.{extension}", $"{stem}.received.{extension}");
        var expected = File.Exists(verified) ? File.ReadAllText(verified).Replace("\r\n", "\n", StringComparison.Ordinal) : null;
        File.Delete(received);
        if (expected == text)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
        {
            File.WriteAllText(verified, text);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail($"{Path.GetFileName(verified)} {(expected is null ? "does not exist" : FirstDifference(expected, text))}\n{AcceptVariable}=1 accepts what is in {Path.GetFileName(received)}.");
    }

    // The compiler may have been told to shorten paths: the test's own is looked up in the project then.
    private static string FolderOf(string test)
    {
        if (Directory.Exists(Path.GetDirectoryName(test)))
        {
            return Path.GetDirectoryName(test)!;
        }

        var project = new DirectoryInfo(AppContext.BaseDirectory);
        while (project.GetFiles("*.csproj").Length == 0)
        {
            project = project.Parent ?? throw new InvalidOperationException("The tests do not run from their project's folder.");
        }

        return project.GetFiles(Path.GetFileName(test), SearchOption.AllDirectories).Single().DirectoryName!;
    }

    private static string FirstDifference(string expected, string text)
    {
        var (before, after) = (expected.Split('\n'), text.Split('\n'));
        var line = 0;
        while (line < before.Length && line < after.Length && before[line] == after[line])
        {
            line++;
        }

        return $"differs in line {line + 1}:\n- {(line < before.Length ? before[line] : "")}\n+ {(line < after.Length ? after[line] : "")}";
    }
}

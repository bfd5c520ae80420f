namespace AsyncSplit.Generators.Tests.Harness;

/// <summary>Files of the repository that tests hold against the code.</summary>
internal static class Repository
{
    private static readonly string s_root = Find();

    public static string Read(string path) => File.ReadAllText(Path.Combine(s_root, path)).Replace("\r\n", "\n", StringComparison.Ordinal);

    public static IEnumerable<string> FilesIn(string folder) => Directory.EnumerateFiles(Path.Combine(s_root, folder)).Select(file => Path.GetFileName(file));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder.GetFiles("AsyncSplit.sln").Length == 0)
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run from inside the repository.");
        }

        return folder.FullName;
    }
}

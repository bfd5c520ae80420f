namespace AsyncSplit.Tests.Shared;

/// <summary>The folder of the repository, in which the tests are built and run.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    /// <summary>The configuration that this assembly was built in.</summary>
    public static string Configuration { get; } = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "AsyncSplit.sln")))
        {
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run in the repository.");
        }

        return folder;
    }
}

using System.Reflection;

namespace AsyncSplit.Packages.Tests;

/// <summary>All packages, packed once for all tests into a folder outside the repository, with an empty package cache beside it.</summary>
public sealed class PackedRepository : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("asyncsplit-packages-").FullName;

    public string Packages => Path.Combine(_folder, "packages");

    public async Task InitializeAsync()
    {
        var root = RepositoryRoot();
        await Command.RunAsync(root, new Dictionary<string, string>(), Path.Combine(root, "build", "pack.sh"), Packages);

        // Adds the packages to the sources that the machine has configured anyway.
        await File.WriteAllTextAsync(Path.Combine(_folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{Packages}" />
              </packageSources>
            </configuration>
            """);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The packages' files, by package id.</summary>
    public IReadOnlyDictionary<string, string> Files() => Directory.EnumerateFiles(Packages, "*.nupkg")
        .ToDictionary(file => Path.GetFileName(file)[..^".0.1.0.nupkg".Length]);

    /// <summary>Copies a folder of <c>Outside</c> to where it knows nothing of the repository, and to a place of its own for each caller.</summary>
    public string CopyOutside(string name)
    {
        var from = Path.Combine(AppContext.BaseDirectory, "Outside", name);
        var to = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("N"))).FullName, name);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return to;
    }

    /// <summary>Runs the SDK in a copied project.</summary>
    public Task<string> DotnetAsync(string folder, params string[] arguments) =>
        Command.RunAsync(folder, new Dictionary<string, string> { ["NUGET_PACKAGES"] = Path.Combine(_folder, "cache") }, "dotnet", arguments);

    /// <summary>A file of the repository.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(RepositoryRoot(), path)).ReplaceLineEndings("\n");

    private static string RepositoryRoot()
    {
        var folder = Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location);
        while (folder is not null && !File.Exists(Path.Combine(folder, "AsyncSplit.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}

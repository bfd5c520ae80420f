using System.IO.Compression;
using System.Xml.Linq;

namespace AsyncSplit.Packages.Tests;

/// <summary>Each package has exactly what it is to have.</summary>
[Collection(nameof(PackedRepository))]
public sealed class PackageContentTests(PackedRepository repository)
{
    private static readonly Dictionary<string, string[]> Contents = new()
    {
        ["AsyncSplit"] =
        [
            "README.md",
            "analyzers/dotnet/cs/AsyncSplit.CodeFixes.dll",
            "analyzers/dotnet/cs/AsyncSplit.Generators.dll",
            "build/AsyncSplit.Deployment.targets",
            "build/AsyncSplit.props",
            "build/AsyncSplit.targets",
            "buildTransitive/AsyncSplit.Deployment.targets",
            "buildTransitive/AsyncSplit.props",
            "buildTransitive/AsyncSplit.targets",
            "lib/net10.0/AsyncSplit.dll",
            "lib/net10.0/AsyncSplit.xml",
            "tasks/netstandard2.0/AsyncSplit.Build.dll",
        ],
        ["AsyncSplit.Abstractions"] = Library("AsyncSplit.Abstractions"),
        ["AsyncSplit.AspNetCore"] = Library("AsyncSplit.AspNetCore"),
        ["AsyncSplit.AwsLambda"] = Library("AsyncSplit.AwsLambda"),
        ["AsyncSplit.AzureFunctions"] = Library("AsyncSplit.AzureFunctions"),
        ["AsyncSplit.PostgreSql"] = Library("AsyncSplit.PostgreSql"),
        ["AsyncSplit.Sqlite"] = Library("AsyncSplit.Sqlite"),
        ["AsyncSplit.Testing"] = Library("AsyncSplit.Testing"),
        ["AsyncSplit.Testing.Lambda"] = Library("AsyncSplit.Testing.Lambda"),
    };

    public static TheoryData<string> Ids => [.. Contents.Keys];

    [Fact]
    public void EveryPackageIsInTheList() =>
        Assert.Equal(Contents.Keys.Order(StringComparer.Ordinal), repository.Files().Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void PackageHasTheFilesOfTheList(string id)
    {
        using var package = ZipFile.OpenRead(repository.Files()[id]);
        var entries = package.Entries.Select(entry => entry.FullName).Where(name => !IsOfTheContainer(name, id)).Order(StringComparer.Ordinal);
        Assert.Equal(Contents[id], entries);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void PackageNamesLicenceAndReadme(string id)
    {
        var metadata = Metadata(id);
        Assert.Equal("MIT", Child(metadata, "license").Value);
        Assert.Equal("README.md", Child(metadata, "readme").Value);
        Assert.Equal("0.1.0", Child(metadata, "version").Value);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void DependencyOnAnotherPackageOfOursHidesNothing(string id)
    {
        // What NuGet excludes by default, analyzers and build files, is what splits the handlers.
        var ours = Metadata(id).Descendants().Where(element => element.Name.LocalName == "dependency" && Contents.ContainsKey(element.Attribute("id")!.Value)).ToList();
        Assert.All(ours, dependency => Assert.Null(dependency.Attribute("exclude")));
        Assert.Equal(id switch { "AsyncSplit.Abstractions" or "AsyncSplit.Testing.Lambda" => 0, "AsyncSplit.AzureFunctions" => 2, _ => 1 }, ours.Count);
    }

    private static string[] Library(string id) => ["README.md", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"];

    private static bool IsOfTheContainer(string entry, string id) =>
        entry == $"{id}.nuspec" || entry == "[Content_Types].xml" || entry.StartsWith("_rels/", StringComparison.Ordinal) || entry.StartsWith("package/", StringComparison.Ordinal);

    private static XElement Child(XElement element, string name) => element.Elements().Single(child => child.Name.LocalName == name);

    private XElement Metadata(string id)
    {
        using var package = ZipFile.OpenRead(repository.Files()[id]);
        using var nuspec = package.GetEntry($"{id}.nuspec")!.Open();
        return Child(XDocument.Load(nuspec).Root!, "metadata");
    }
}

using System.Text.Json;

namespace AsyncSplit.Packages.Tests;

/// <summary>Projects outside the repository, with an empty package cache, that know AsyncSplit by its packages only.</summary>
[Collection(nameof(PackedRepository))]
public sealed class OutsideProjectTests(PackedRepository repository)
{
    [Fact]
    public async Task ProjectWithTwoPackagesBuildsAndRunsAChain()
    {
        var project = repository.CopyOutside("OrderShop");

        await repository.DotnetAsync(project, "build", "--output", "out");
        var output = await repository.DotnetAsync(project, Path.Combine("out", "OrderShop.dll"));

        Assert.Equal("quote of 3 tea, charge ada 12.60, Receipt { OrderId = 7, Payment = paid-12.60 }", string.Join(", ", output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.True(File.Exists(Path.Combine(project, "chains.db")), "The chain did not go through the file.");
    }

    [Fact]
    public async Task ProjectWithTheLambdaPackageLeavesInfrastructureFiles()
    {
        var project = repository.CopyOutside("LambdaShop");

        await repository.DotnetAsync(project, "build", "--output", "out", "-p:AsyncSplitGranularity=EntryPoint");

        var files = Directory.EnumerateFiles(Path.Combine(project, "out", "asyncsplit")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);
        Assert.Equal(["chains.json", "chains.tf.json", "template.yaml"], files);
        using var chains = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(project, "out", "asyncsplit", "chains.json")));
        Assert.Contains("Orders-PlaceAsync_at_QuoteAsync", chains.RootElement.GetProperty("functions").EnumerateArray().Select(function => function.GetProperty("name").GetString()));
        Assert.Equal("Orders.cs", chains.RootElement.GetProperty("chainables").EnumerateArray().First().GetProperty("file").GetString());
    }

    [Theory]
    [InlineData("Direct")]
    [InlineData("Leaf")]
    public async Task GeneratorReachesAProjectThatGetsAsyncSplitThroughAnother(string name)
    {
        var projects = repository.CopyOutside("Transitive");

        var output = await repository.DotnetAsync(projects, "msbuild", "-restore", "-target:ResolveLockFileAnalyzers", "-getItem:Analyzer", Path.Combine(name, $"{name}.csproj"));

        var analyzers = JsonDocument.Parse(output).RootElement.GetProperty("Items").GetProperty("Analyzer").EnumerateArray();
        var names = analyzers.Select(analyzer => analyzer.GetProperty("Filename").GetString()).ToList();
        Assert.Contains("AsyncSplit.Generators", names);
        Assert.Contains("AsyncSplit.CodeFixes", names);
    }
}

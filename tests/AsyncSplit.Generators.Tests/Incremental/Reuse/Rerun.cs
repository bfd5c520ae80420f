using AsyncSplit.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Generators.Tests.Incremental.Reuse;

/// <summary>A driver that runs on from edit to edit, held against drivers that begin with each.</summary>
internal sealed class Rerun
{
    private GeneratorDriver _driver;

    public Rerun(CSharpCompilation compilation)
    {
        _driver = GeneratorRun.Driver(compilation, tracksSteps: false).RunGenerators(compilation);
        Files = FilesOf(_driver);
    }

    /// <summary>What was generated last.</summary>
    public IReadOnlyList<string> Files { get; private set; }

    public static IReadOnlyList<string> FilesOf(CSharpCompilation compilation) => FilesOf(GeneratorRun.Driver(compilation, tracksSteps: false).RunGenerators(compilation));

    /// <summary>The next run gives what the first run of another driver gives.</summary>
    public void AssertFresh(CSharpCompilation compilation)
    {
        _driver = _driver.RunGenerators(compilation);
        Files = FilesOf(_driver);
        Assert.Equal(FilesOf(compilation), Files);
    }

    private static List<string> FilesOf(GeneratorDriver driver)
    {
        var result = Assert.Single(driver.GetRunResult().Results);
        Assert.True(result.Exception is null, result.Exception?.ToString());
        return [.. result.GeneratedSources.Select(file => $"{file.HintName}\n{file.SourceText}").Order(StringComparer.Ordinal)];
    }
}

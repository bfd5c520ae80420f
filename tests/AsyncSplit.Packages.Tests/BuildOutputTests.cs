using System.Text.RegularExpressions;

namespace AsyncSplit.Packages.Tests;

/// <summary>Ten typical mistakes in a project outside the repository: the page about them shows what its build says.</summary>
[Collection(nameof(PackedRepository))]
public sealed partial class BuildOutputTests(PackedRepository repository)
{
    [Fact]
    public async Task ThePageShowsTheOutputOfTheBuildOfTenMistakes()
    {
        var project = repository.CopyOutside("TenMistakes");

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => repository.DotnetAsync(project, "build"));

        var output = DiagnosticLine().Matches(failure.Message).Select(match => match.Groups["line"].Value).Distinct().Order(StringComparer.Ordinal).ToList();
        var page = DiagnosticLine().Matches(PackedRepository.Read("docs/diagnostics.md")).Select(match => match.Groups["line"].Value).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(string.Join('\n', output), string.Join('\n', page));
    }

    [Fact]
    public void EachOfTheTenIsReported()
    {
        var files = DiagnosticLine().Matches(PackedRepository.Read("docs/diagnostics.md")).Select(match => match.Groups["file"].Value).Distinct().Order(StringComparer.Ordinal);
        var mistakes = Directory.EnumerateFiles(Path.Combine(repository.CopyOutside("TenMistakes"), "Mistakes")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(10, mistakes.Count);
        Assert.Equal(mistakes, files);
    }

    [Fact]
    public async Task WhatTheMessagesSayToDoIsEnough()
    {
        var project = repository.CopyOutside("TenMistakes");

        await repository.DotnetAsync(project, "build", "-p:Folder=Fixed", "-p:TreatWarningsAsErrors=true");
    }

    [GeneratedRegex(@"Mistakes/(?<line>(?<file>\w+\.cs)\(\d+,\d+\): (error|warning) SPLIT\d+: .*?)(?= \[/| \(https|\n|$)")]
    private static partial Regex DiagnosticLine();
}

using AsyncSplit.Conformance.Harness;

namespace AsyncSplit.Conformance;

/// <summary>The claim of the project: a split run does what a direct call does.</summary>
public sealed class ConformanceTests
{
    public static TheoryData<string> Cases => [.. CorpusFiles.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task RunsSplitAsItRunsNatively(string name)
    {
        var verdict = await Verdict.OfAsync(name);
        Assert.True(verdict.IsAsListed, verdict.Message);
    }

    /// <summary>By default only long handlers have rests that entry points share: here every handler has, wherever it is possible.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public async Task RunsTheSameWhereEntryPointsShareWhatTheyCan(string name)
    {
        var verdict = await Verdict.OfAsync(name, CaseOptions.Shared);
        Assert.True(verdict.IsAsListed, verdict.Message);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void GeneratedCodeHasNoWarnings(string name)
    {
        var warnings = CaseCompiler.Build(name).GeneratedWarnings;
        Assert.True(warnings.Count == 0, CaseBuild.Describe(warnings));
    }
}

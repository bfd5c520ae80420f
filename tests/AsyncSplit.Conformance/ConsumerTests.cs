using AsyncSplit.Conformance.Harness;

namespace AsyncSplit.Conformance;

/// <summary>Cases in projects with other settings than the corpus's own.</summary>
public sealed class ConsumerTests
{
    public static TheoryData<string> Arithmetic => ["CheckedArithmetic", "CheckedBlocks", "CheckedExpressions", "CompoundLocals", "IncrementsEverywhere", "IntegerTypes"];

    /// <summary>A sample: compiling all of the corpus once more would take as long as the corpus.</summary>
    public static TheoryData<string> Sample => [.. CorpusFiles.Names.Where(name => UnsupportedCases.Find(name) is null).Where((_, index) => index % 6 == 0)];

    [Theory]
    [MemberData(nameof(Arithmetic))]
    public async Task CheckedProjectsCompute(string name)
    {
        var verdict = await Verdict.OfAsync(name, CaseOptions.Checked);
        Assert.True(verdict.IsAsListed, verdict.Message);
    }

    [Theory]
    [MemberData(nameof(Sample))]
    public void WhatIsGeneratedForCSharp13IsCSharp13(string name)
    {
        // What a case itself has that is newer is found in its own file as well.
        var build = CaseCompiler.Build(name, CaseOptions.CSharp13);
        var isNewer = build.Errors.Any(error => error.Location.SourceTree?.FilePath.StartsWith("Cases/", StringComparison.Ordinal) == true);
        Assert.True(isNewer || build.Errors.Count + build.GeneratedWarnings.Count == 0, CaseBuild.Describe([.. build.Errors, .. build.GeneratedWarnings]));
    }
}

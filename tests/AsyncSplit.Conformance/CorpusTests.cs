using AsyncSplit.Conformance.Harness;

namespace AsyncSplit.Conformance;

/// <summary>The corpus and its list are in order.</summary>
public sealed class CorpusTests
{
    [Fact]
    public void TheListOfUnsupportedCasesIsSortedAndNamesEachOnce()
    {
        var names = UnsupportedCases.All.Select(@case => @case.Name).ToList();
        Assert.Equal(names.Distinct().Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public void TheListOfUnsupportedCasesNamesCasesThatExist() =>
        Assert.Empty(UnsupportedCases.All.Select(@case => @case.Name).Except(CorpusFiles.Names));
}

using AsyncSplit.Conformance.Harness;

namespace AsyncSplit.Conformance;

/// <summary>What a debugger shows of a split handler is the handler.</summary>
public sealed class DebuggingTests
{
    public static TheoryData<string> Cases => [.. CorpusFiles.Names.Where(name => UnsupportedCases.Find(name) is null)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryStopIsAStatementOrExpressionOfTheUsers(string name) => Assert.Empty(Stops.Wrong(CaseCompiler.Build(name)));
}

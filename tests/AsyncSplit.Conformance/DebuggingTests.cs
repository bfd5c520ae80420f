using AsyncSplit.Conformance.Harness;

namespace AsyncSplit.Conformance;

/// <summary>What a debugger shows of a split handler is the handler.</summary>
public sealed class DebuggingTests
{
    /// <summary>What is rewritten inside an expression over several lines, in arms or clauses with stops of their own: these are a few columns off.</summary>
    private static readonly string[] s_imprecise = ["ForwardedTasks", "ForwardedValueTasks", "QueryJoins"];

    public static TheoryData<string> Cases => [.. CorpusFiles.Names.Where(name => UnsupportedCases.Find(name) is null && !s_imprecise.Contains(name))];

    public static TheoryData<string> Imprecise => [.. s_imprecise];

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryStopIsAStatementOrExpressionOfTheUsers(string name) => Assert.Empty(Stops.Wrong(CaseCompiler.Build(name)));

    [Theory]
    [MemberData(nameof(Imprecise))]
    public void WhatIsListedAsImpreciseStillIs(string name) => Assert.NotEmpty(Stops.Wrong(CaseCompiler.Build(name)));
}

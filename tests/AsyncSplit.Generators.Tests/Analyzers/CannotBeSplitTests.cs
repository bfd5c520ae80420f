using AsyncSplit.Generators.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.Generators.Tests.Analyzers;

public sealed class CannotBeSplitTests
{
    [Theory]
    [InlineData("public async Task<int> GoAsync() { var sum = 0; [|await foreach (var x in Numbers()) { await payments.RefundAsync(\"x\"); sum += x; }|] return sum; }", "await foreach")]
    [InlineData("public async Task<int> GoAsync() { Span<int> one = new int[1]; [|await payments.RefundAsync(\"x\")|]; return one[0]; }", "'one'", "ref struct")]
    [InlineData("public virtual async Task [|GoAsync|]() => await payments.RefundAsync(\"x\");", "'GoAsync'", "virtual")]
    public void AConstructThatNoResidualFitsIsReportedWithItsName(string method, params string[] messageParts) => AnalyzerRun.Refuses(CannotBeSplit, Source(method), messageParts);

    [Fact]
    public void TheOtherHandlersOfTheTypeAreSplitAllTheSame()
    {
        var run = GeneratorRun.Unchecked(AnalyzerRun.Compile(Source("public virtual async Task GoAsync() => await payments.RefundAsync(\"x\"); [Chainable] public async Task ComeAsync() => await payments.RefundAsync(\"y\");")));
        Assert.NotEmpty(run.File("Orders.ComeAsync"));
        Assert.DoesNotContain(run.Files.Keys, name => HintNames.IsNamed(name, "Orders.GoAsync"));
        Assert.DoesNotContain("GoAsync", run.File("Chainables.g.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public async Task<int> GoAsync() { var sum = 0; await foreach (var x in Numbers()) { sum += x; } await payments.RefundAsync(\"x\"); return sum; }")]
    [InlineData("public async Task<int> GoAsync() { await payments.RefundAsync(\"x\"); ReadOnlySpan<int> one = [1]; return one[0]; }")]
    [InlineData("public async Task<int> GoAsync() { await payments.RefundAsync(\"x\"); var n = 0; if (n == 0) { Again: n++; if (n < 3) { goto Again; } } return n; }")]
    public void WhatEndsBeforeTheAwaitOrBeginsAfterItIsNot(string method) => AnalyzerRun.Accepts(Source(method));

    private static string Source(string method) => $$"""
        using Shop;
        partial class Orders(IPayments payments)
        {
            [Chainable] {{method}}
            static async IAsyncEnumerable<int> Numbers() { await Task.Yield(); yield return 1; }
        }
        """;
}

using AsyncSplit.Generators.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.Generators.Tests.Analyzers;

public sealed class SequenceMaterializedTests
{
    [Theory]
    [InlineData("foreach (var n in [|Numbers()|]) { await payments.RefundAsync($\"{n}\"); }", "IEnumerable<int>", "before the first round")]
    [InlineData("foreach (var pair in [|new Dictionary<int, int>()|]) { await payments.RefundAsync($\"{pair}\"); }", "Dictionary<int, int>")]
    public void ASequenceWithoutAnIndexIsReported(string body, params string[] messageParts) => AnalyzerRun.Warns(SequenceMaterialized, Source(body), messageParts);

    [Theory]
    [InlineData("foreach (var n in new List<int>()) { await payments.RefundAsync($\"{n}\"); }")]
    [InlineData("foreach (var n in new[] { 1 }) { await payments.RefundAsync($\"{n}\"); }")]
    [InlineData("foreach (var n in \"text\") { await payments.RefundAsync($\"{n}\"); }")]
    [InlineData("foreach (var n in Numbers()) { Console.WriteLine(n); } await payments.RefundAsync(\"x\");")]
    [InlineData("foreach (var n in Numbers()) { await Task.CompletedTask.Inline(); Console.WriteLine(n); } await payments.RefundAsync(\"x\");")]
    public void ListsAndLoopsWithoutABoundaryAreNot(string body) => AnalyzerRun.Accepts(Source(body), SequenceMaterialized);

    private static string Source(string body) => $$"""
        partial class Orders(Shop.IPayments payments)
        {
            [Chainable] public async Task GoAsync() { {{body}} }
            private static IEnumerable<int> Numbers() { yield return 1; }
        }
        """;
}

using AsyncSplit.Generators.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.Generators.Tests.Analyzers;

public sealed class GrowingCollectionTests
{
    [Theory]
    [InlineData("var all = new List<string>(); foreach (var sku in skus) { [|all|].Add(await payments.ChargeAsync(sku, 1)); } return all.Count;", "'all' (List<string>)", "grows")]
    [InlineData("var all = new List<string>(); foreach (var sku in skus) { var one = await payments.ChargeAsync(sku, 1); [|all|].Add(one); } return all.Count;", "'all' (List<string>)")]
    [InlineData("var all = \"\"; while (all.Length < 100) { [|all += await payments.ChargeAsync(all, 1)|]; } return all.Length;", "'all' (string)")]
    [InlineData("var all = new System.Text.StringBuilder(); do { [|all|].Append('x'); await Task.Delay(1); } while (all.Length < 100); return all.Length;", "StringBuilder")]
    [InlineData("string[] all = []; foreach (var sku in skus) { [|all = [.. all, sku]|]; await Task.Yield(); } return all.Length;", "'all'")]
    [InlineData("var all = new Dictionary<string, string>(); foreach (var sku in skus) { [|all|][sku] = await payments.ChargeAsync(sku, 1); } return all.Count;", "'all'")]
    [InlineData("var all = new List<string>(); foreach (var sku in skus) { for (var i = 0; i < 3; i++) { [|all|].Add(sku); } await Task.Yield(); } return all.Count;", "'all'")]
    [InlineData("var all = new List<string>(); Again: [|all|].Add(\"x\"); await Task.Yield(); if (all.Count < 9) { goto Again; } return all.Count;", "'all'")]
    public void ACollectionThatGrowsFromRoundToRoundIsReported(string body, params string[] messageParts) => AnalyzerRun.Warns(GrowingCollection, Source(body), messageParts);

    [Theory]
    [InlineData("var all = new List<string>(); foreach (var sku in skus) { all.Add(sku); } await Task.Yield(); return all.Count;")]
    [InlineData("var all = new List<string>(); foreach (var sku in skus) { all.Add(sku); await Task.Yield(); Use(all.Count); all.Clear(); } return 1;")]
    [InlineData("foreach (var sku in skus) { var all = new List<string>(); all.Add(sku); await Task.Yield(); Use(all.Count); } return 1;")]
    [InlineData("var todo = new Queue<string>(); todo.Enqueue(\"x\"); while (todo.Count > 0) { var next = todo.Dequeue(); await Task.Yield(); if (next.Length > 3) { todo.Enqueue(next); } } return 1;")]
    [InlineData("var all = new List<string>(); foreach (var sku in skus) { await payments.ChargeAsync(sku, 1); } all.Add(\"x\"); return all.Count;")]
    [InlineData("var all = new List<string>(); foreach (var sku in skus) { if (sku == \"x\") { all.Add(sku); break; } await payments.ChargeAsync(sku, 1); } return all.Count;")]
    [InlineData("var all = new List<string>(); for (var i = 0; i < 3; i++) { all.Add(await payments.ChargeAsync(\"x\", 1)); } return all.Count;")]
    [InlineData("var all = new List<string>(); foreach (var sku in new[] { \"a\", \"b\" }) { all.Add(await payments.ChargeAsync(sku, 1)); } return all.Count;")]
    [InlineData("var sum = 0; foreach (var sku in skus) { sum += (await payments.ChargeAsync(sku, 1)).Length; } return sum;")]
    [InlineData("var all = new List<string>(); foreach (var sku in skus) { all.Add(await Task.FromResult(sku).Inline()); } await Task.Yield(); return all.Count;")]
    [InlineData("var counts = new Dictionary<string, int> { [\"a\"] = 0 }; foreach (var sku in skus) { counts[\"a\"] = counts[\"a\"] + 1; await payments.ChargeAsync(sku, 1); } return counts.Count;")]
    public void WhatIsEmptiedOrComesToAnEndIsNot(string body) => AnalyzerRun.Accepts(Source(body));

    private static string Source(string body) => $$"""
        partial class Orders(Shop.IPayments payments)
        {
            [Chainable] public async Task<int> GoAsync(string[] skus) { {{body}} }
            private static void Use(int value) => _ = value;
            private Shop.IPayments Payments => payments;
        }
        """;
}

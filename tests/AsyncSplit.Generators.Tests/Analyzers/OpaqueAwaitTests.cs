using AsyncSplit.Generators.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.Generators.Tests.Analyzers;

public sealed class OpaqueAwaitTests
{
    [Theory]
    [InlineData("Use([|await CountAsync()|]);", "'CountAsync'", "billed", "Inline()")]
    [InlineData("var task = CountAsync(); Use([|await task|]);", "billed")]
    [InlineData("Use([|await CountAsync().ConfigureAwait(false)|] + [|await CountAsync()|]);", "'CountAsync'")]
    public void EachOpaqueAwaitIsReported(string body, params string[] messageParts) => AnalyzerRun.Warns(OpaqueAwait, Source(body), messageParts);

    [Theory]
    [InlineData("Use(await CountAsync().Inline());")]
    [InlineData("await Task.Delay(1); await Task.Yield(); Use(1);")]
    [InlineData("await payments.RefundAsync(\"x\"); Func<Task<int>> count = async () => await CountAsync(); Use(await count().Inline());")]
    public void ChainCallsPrimitivesAndInlineAwaitsAreNot(string body) => AnalyzerRun.Accepts(Source(body), OpaqueAwait);

    private static string Source(string body) => $$"""
        partial class Orders(Shop.IPayments payments)
        {
            [Chainable] public async Task GoAsync() { {{body}} }
            private static Task<int> CountAsync() => Task.FromResult(1);
            private static void Use(int value) => _ = value;
            private Shop.IPayments Payments => payments;
        }
        """;
}

using AsyncSplit.Generators.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.Generators.Tests.Analyzers;

public sealed class ChainCallInLambdaTests
{
    [Theory]
    [InlineData("Func<Task> refund = async () => await [|payments.RefundAsync(\"x\")|]; await refund();", "'RefundAsync'", "a lambda")]
    [InlineData("Func<Task> refund = async delegate { await [|payments.RefundAsync(\"x\")|]; }; await refund();", "'RefundAsync'", "a lambda")]
    [InlineData("await Local(); async Task Local() => await [|payments.RefundAsync(\"x\")|];", "'RefundAsync'", "the local function 'Local'")]
    public void AChainCallThatTheStepCannotEndAtIsReported(string body, params string[] messageParts) => AnalyzerRun.Refuses(ChainCallInLambda, Source(body), messageParts);

    [Theory]
    [InlineData("await payments.RefundAsync(\"x\");")]
    [InlineData("Func<string> name = () => \"x\"; await payments.RefundAsync(name());")]
    [InlineData("await payments.RefundAsync(Local()); string Local() => \"x\";")]
    public void OthersAreNot(string body) => AnalyzerRun.Accepts(Source(body));

    private static string Source(string body) => $$"""
        using Shop;
        partial class Orders(IPayments payments) { [Chainable] public async Task GoAsync() { {{body}} } }
        """;
}

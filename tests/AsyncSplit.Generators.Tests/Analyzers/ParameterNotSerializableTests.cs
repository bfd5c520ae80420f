using AsyncSplit.Generators.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.Generators.Tests.Analyzers;

public sealed class ParameterNotSerializableTests
{
    [Fact]
    public void AParameterOfAHandlerIsReportedWhereItStands() => AnalyzerRun.Refuses(
        ParameterNotSerializable,
        "partial class Orders { [Chainable] public async Task GoAsync(int count, [|Func<int> next|]) => await Task.Delay(count); }",
        "'next'",
        "Func<int>",
        "delegate");

    [Fact]
    public void AParameterOfAContractIsReportedWhereItStands() => AnalyzerRun.Refuses(
        ParameterNotSerializable,
        "interface IOrders { [Chainable] Task GoAsync([|System.IO.Stream file|]); }",
        "'file'",
        "Stream");

    [Fact]
    public void AnArgumentOfACallIsReportedAtTheCallToo() => AnalyzerRun.Refuses(
        ParameterNotSerializable,
        """
        interface IFiles { [Chainable] Task SendAsync([|System.IO.Stream file|]); }
        partial class Orders(IFiles files) { [Chainable] public async Task GoAsync() => await [|files.SendAsync(System.IO.Stream.Null)|]; }
        """,
        "'file'",
        "Stream");

    [Theory]
    [InlineData("partial class Orders { [Chainable] public async Task GoAsync(int count, string?[] names, (Guid Id, decimal? Price) pair) => await Task.Delay(count); }")]
    [InlineData("partial class Orders { [Chainable] public async Task GoAsync(CancellationToken token) => await Task.Delay(1, token); }")]
    [InlineData("interface IOrders { [Chainable] Task GoAsync(Shop.Order order, IReadOnlyList<Shop.Quote> quotes); }")]
    public void ValuesAndCancellationTokensAreNot(string source) => AnalyzerRun.Accepts(source);
}

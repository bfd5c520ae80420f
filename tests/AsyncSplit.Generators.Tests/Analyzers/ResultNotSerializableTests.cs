using AsyncSplit.Generators.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.Generators.Tests.Analyzers;

public sealed class ResultNotSerializableTests
{
    [Fact]
    public void TheResultOfAHandlerIsReportedAtItsType() => AnalyzerRun.Refuses(
        ResultNotSerializable,
        "partial class Orders { [Chainable] public async [|Task<System.IO.Stream>|] GoAsync() { await Task.Delay(1); return System.IO.Stream.Null; } }",
        "'GoAsync'",
        "Stream");

    [Fact]
    public void TheResultOfAContractIsReportedAtItsType() => AnalyzerRun.Refuses(
        ResultNotSerializable,
        "interface IOrders { [Chainable] [|Task<Func<int>>|] GoAsync(); }",
        "'GoAsync'",
        "Func<int>");

    [Fact]
    public void TheResultOfAnOpaqueAwaitIsReportedAtTheAwaitWithWhatToDo() => AnalyzerRun.Refuses(
        ResultNotSerializable,
        """
        partial class Orders
        {
            [Chainable] public async Task<int> GoAsync() { var file = [|await OpenAsync()|]; return file.ReadByte(); }
            private static Task<System.IO.Stream> OpenAsync() => Task.FromResult(System.IO.Stream.Null);
        }
        """,
        "'OpenAsync()'",
        "Stream",
        "Inline()");

    [Fact]
    public void TheValueOfACallbackIsReportedAtItsCall() => AnalyzerRun.Refuses(
        ResultNotSerializable,
        "partial class Orders { [Chainable] public async Task<int> GoAsync() { var file = [|Chain.Callback<System.IO.Stream>(token => Task.CompletedTask, TimeSpan.FromDays(1))|]; await Task.Delay(1); return 1; } }",
        "'Chain.Callback<System.IO.Stream>'",
        "Stream");

    [Fact]
    public void TheValueOfASignalIsReportedAtItsCall() => AnalyzerRun.Refuses(
        ResultNotSerializable,
        "partial class Orders { [Chainable] public async Task<int> GoAsync() { return (await [|Chain.Signal<Func<int>>(\"go\")|])(); } }",
        "'Chain.Signal<Func<int>>'",
        "Func<int>");

    [Theory]
    [InlineData("partial class Orders { [Chainable] public async Task<Shop.Receipt?> GoAsync() { await Task.Delay(1); return null; } }")]
    [InlineData("partial class Orders { [Chainable] public async Task<int> GoAsync() { var file = await OpenAsync().Inline(); return file.ReadByte(); } static Task<System.IO.Stream> OpenAsync() => Task.FromResult(System.IO.Stream.Null); }")]
    [InlineData("interface IOrders { [Chainable] Task<Dictionary<string, List<Shop.Order?>>> GoAsync(); }")]
    public void ValuesAndInlineAwaitsAreNot(string source) => AnalyzerRun.Accepts(source);
}

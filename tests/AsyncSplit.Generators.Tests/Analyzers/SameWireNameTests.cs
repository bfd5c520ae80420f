using AsyncSplit.Generators.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.Generators.Tests.Analyzers;

public sealed class SameWireNameTests
{
    [Fact]
    public void TheSecondMethodOfANameIsReported() => AnalyzerRun.Reports(
        SameWireName,
        "namespace A { partial class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); } } namespace B { partial class Orders { [Chainable] public async Task [|GoAsync|]() => await Task.Delay(1); } }",
        "'B.Orders.GoAsync()'",
        "'A.Orders.GoAsync()'",
        "'Orders.GoAsync'",
        "[Chainable(Name");

    [Fact]
    public void ANameInTheAttributeCountsToo() => AnalyzerRun.Reports(
        SameWireName,
        "partial class Orders { [Chainable(Name = \"x\")] public async Task AAsync() => await Task.Delay(1); [Chainable(Name = \"x\")] public async Task [|BAsync|]() => await Task.Delay(1); }",
        "'x'");

    [Fact]
    public void AHandlerAndAContractOfOneNameAreReported() => AnalyzerRun.Reports(
        SameWireName,
        "partial class Orders { [Chainable(Name = \"x\")] public async Task [|AAsync|]() => await Task.Delay(1); } interface IShop { [Chainable(Name = \"x\")] Task BAsync(); }",
        "'x'");

    [Fact]
    public void AMethodWithTheNameOfALiftedFunctionIsReported() => AnalyzerRun.Reports(
        SameWireName,
        "partial class Orders { [Chainable] public async Task GoAsync() { await Wait(); async Task Wait() => await Task.Delay(1); } [Chainable(Name = \"Orders.GoAsync.Wait\")] public async Task [|BAsync|]() => await Task.Delay(1); }",
        "'Wait'",
        "'Orders.GoAsync()'");

    [Theory]
    [InlineData("partial class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); [Chainable] public async Task GoAsync(int n) => await Task.Delay(n); }")]
    [InlineData("namespace A { partial class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); } } namespace B { partial class Orders { [Chainable(Name = \"B.Go\")] public async Task GoAsync() => await Task.Delay(1); } }")]
    [InlineData("interface IOrders { [Chainable] Task GoAsync(); } partial class Orders : IOrders { [Chainable] public async Task GoAsync() => await Task.Delay(1); }")]
    public void OverloadsNamedOnesAndImplementationsAreNot(string source) => AnalyzerRun.Accepts(source);
}

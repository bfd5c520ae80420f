using AsyncSplit.Generators.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.Generators.Tests.Analyzers;

public sealed class NotPartialTests
{
    [Fact]
    public void ATypeThatIsNotPartialIsReportedAtTheHandler() => AnalyzerRun.Refuses(
        NotPartial,
        "class Orders { [Chainable] public async Task [|GoAsync|]() => await Task.Delay(1); }",
        "'Orders'",
        "'GoAsync'",
        "is not partial");

    [Fact]
    public void ATypeAroundItThatIsNotPartialIsReported() => AnalyzerRun.Refuses(
        NotPartial,
        "class Outer { partial class Orders { [Chainable] public async Task [|GoAsync|]() => await Task.Delay(1); } }",
        "'Outer'");

    [Fact]
    public void EachHandlerOfTheTypeIsReported() => AnalyzerRun.Refuses(
        NotPartial,
        "class Orders { [Chainable] public async Task [|GoAsync|]() => await Task.Delay(1); [Chainable] public async Task [|ComeAsync|]() => await Task.Delay(1); }");

    [Theory]
    [InlineData("partial class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); }")]
    [InlineData("partial class Outer { partial record Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); } }")]
    [InlineData("interface IOrders { [Chainable] Task GoAsync(); }")]
    [InlineData("class Orders { public async Task GoAsync() => await Task.Delay(1); }")]
    public void PartialTypesContractsAndPlainMethodsAreNot(string source) => AnalyzerRun.Accepts(source);
}

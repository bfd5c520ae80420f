using AsyncSplit.CodeFixes.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.CodeFixes.Tests;

public sealed class InlineFixerTests
{
    [Fact]
    public void TheOpaqueAwaitThatALocalCrossesStaysInItsStep() => FixRun.Fixes<InlineFixer>(
        LocalNotSerializable,
        Source("var reader = new System.IO.StringReader(\"x\"); await WorkAsync(); reader.ReadLine();"),
        Source("var reader = new System.IO.StringReader(\"x\"); await WorkAsync().Inline(); reader.ReadLine();"));

    [Fact]
    public void TheOpaqueAwaitThatAValueOfTheSameStatementCrossesToo() => FixRun.Fixes<InlineFixer>(
        LocalNotSerializable,
        Source("Console.WriteLine(System.IO.TextReader.Null.Read() + Take(new System.IO.StringReader(\"x\"), /* now */ await NumberAsync() /* done */));"),
        Source("Console.WriteLine(System.IO.TextReader.Null.Read() + Take(new System.IO.StringReader(\"x\"), /* now */ await NumberAsync().Inline() /* done */));"));

    [Fact]
    public void TheOpaqueAwaitOfAResultThatCannotTravelStaysInItsStep() => FixRun.Fixes<InlineFixer>(
        ResultNotSerializable,
        Source("var file = await OpenAsync().ConfigureAwait(false); file.ReadByte();"),
        Source("var file = await OpenAsync().Inline().ConfigureAwait(false); file.ReadByte();"));

    [Fact]
    public void AnOpaqueAwaitCanStayInItsStep() => FixRun.Fixes<InlineFixer>(
        OpaqueAwait,
        Source("var task = WorkAsync(); await (task ?? WorkAsync()); Console.WriteLine();"),
        Source("var task = WorkAsync(); await (task ?? WorkAsync()).Inline(); Console.WriteLine();"));

    [Fact]
    public void AllAwaitsThatLocalsCrossAtOnceAndEachOnlyOnce() => FixRun.FixesAll<InlineFixer>(
        LocalNotSerializable,
        Source("Action one = () => { }; Action two = () => { }; await WorkAsync(); one(); await (WorkAsync()); two();"),
        Source("Action one = () => { }; Action two = () => { }; await WorkAsync().Inline(); one(); await (WorkAsync().Inline()); two();"));

    [Fact]
    public void TheUsingIsAddedWhereItIsMissing()
    {
        var source = """
            namespace Far
            {
                partial class Orders
                {
                    [Chainable] public async Task GoAsync() { await Task.Run(() => 1); Console.WriteLine(); }
                }
            }
            """;
        FixRun.Fixes<InlineFixer>(OpaqueAwait, source, source.Replace("=> 1);", "=> 1).Inline();", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Action one = () => { }; await Task.Delay(1); one();")]
    [InlineData("Action one = () => { }; await payments.RefundAsync(\"x\"); one();")]
    public void OtherBoundariesCannotStayInside(string body) => FixRun.OffersNothing<InlineFixer>(LocalNotSerializable, Source(body));

    private static string Source(string body) => $$"""
        partial class Orders(Shop.IPayments payments)
        {
            [Chainable] public async Task GoAsync() { {{body}} }
            static Task<int> NumberAsync() => Task.FromResult(1);
            static int Take(System.IO.TextReader reader, int number) => reader.Read() + number;
            static Task WorkAsync() => Task.CompletedTask;
            static Task<System.IO.Stream> OpenAsync() => Task.FromResult(System.IO.Stream.Null);
            Shop.IPayments Payments => payments;
        }
        """;
}

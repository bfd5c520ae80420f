using System.Text.RegularExpressions;
using AsyncSplit.Generators.Tests.Harness;

namespace AsyncSplit.Generators.Tests.WireContract;

/// <summary>What lifted functions are called on the wire, and that what is edited elsewhere does not touch them.</summary>
public sealed partial class LiftedFunctionTests
{
    private const string Orders = """
        namespace Shop;

        public partial class Orders(IPricing pricing, ILog log)
        {
            [Chainable]
            public async Task<decimal> PlaceAsync(Order order)
            {
                var total = await Priced(order.Quantity);
                return total;

                async Task<decimal> Priced(int quantity)
                {
                    var quote = await pricing.QuoteAsync(order.Sku, quantity);
                    return quote.Price;
                }
            }

            private void Note(string text)
            {
                // Says what happened.
                log.Write(text);
            }
        }
        """;

    [Theory]
    [InlineData("await Priced(); async Task Priced() => await Task.Yield();", "Orders.GoAsync.Priced", "Orders.GoAsync.Priced@Yield", "Orders.GoAsync@Priced")]
    [InlineData("Func<Task> priced = async () => { await Task.Yield(); Console.WriteLine(); }; await priced(); await priced();", "Orders.GoAsync.priced", "Orders.GoAsync.priced@Yield", "Orders.GoAsync@priced", "Orders.GoAsync@priced.2")]
    [InlineData("await Outer(); async Task Outer() { await Inner(); async Task Inner() { await Task.Yield(); Console.WriteLine(); } }", "Orders.GoAsync.Outer", "Orders.GoAsync.Outer.Inner", "Orders.GoAsync.Outer.Inner@Yield")]
    [InlineData("{ await Same(); async Task Same() => await Task.Delay(1); } { await Same(); async Task Same() => await Task.Delay(2); }", "Orders.GoAsync.Same", "Orders.GoAsync.Same.2", "Orders.GoAsync.Same.2@Delay", "Orders.GoAsync@Same.2")]
    public void NamesComeFromNames(string body, params string[] names)
    {
        var file = GeneratorRun.Of($$"""partial class Orders { [Chainable] public async Task GoAsync() { {{body}} } }""").File("Orders.GoAsync");
        Assert.All(names, name => Assert.Contains($"\"{name}\"", file, StringComparison.Ordinal));
    }

    [Fact]
    public void OverloadsKeepTheirFunctionsApart()
    {
        var run = GeneratorRun.Of("""
            partial class Orders
            {
                [Chainable] public async Task GoAsync(int x) { await Wait(); async Task Wait() => await Task.Delay(x); }
                [Chainable] public async Task GoAsync(string x) { await Wait(); async Task Wait() => await Task.Delay(x.Length); }
            }
            """);
        var files = string.Concat(run.Files.Values);
        Assert.Contains("\"Orders.GoAsync(Int32).Wait\"", files, StringComparison.Ordinal);
        Assert.Contains("\"Orders.GoAsync(String).Wait\"", files, StringComparison.Ordinal);
    }

    [Fact]
    public void NoClientStartsOne() => Assert.DoesNotContain(Run().Files, file => file.Value.Contains("extension(", StringComparison.Ordinal) && file.Value.Contains("Priced", StringComparison.Ordinal));

    [Fact]
    public void EditingAnotherMethodKeepsItCached() => Run().Edit("// Says what happened.", "// Says what has happened.").Steps.AssertNothingIsNew();

    [Fact]
    public void ItsSourcePositionsFollow()
    {
        var before = Run();
        var after = before.Edit("namespace Shop;", "\n\n\nnamespace Shop;");
        var mapped = LinesOf(before.File("Orders.PlaceAsync"));
        Assert.Contains(13, mapped);
        Assert.Equal(mapped.Select(line => line + 3), LinesOf(after.File("Orders.PlaceAsync")));
    }

    private static GeneratorRun Run() => GeneratorRun.Of(("Orders.cs", Orders), ("Contracts.cs", Shop.Contracts));

    private static IReadOnlyList<int> LinesOf(string file) => [.. LineDirective().Matches(file).Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"^#line \((\d+),", RegexOptions.Multiline)]
    private static partial Regex LineDirective();
}

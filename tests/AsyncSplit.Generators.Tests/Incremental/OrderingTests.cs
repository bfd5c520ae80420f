using AsyncSplit.Generators.Tests.Harness;

namespace AsyncSplit.Generators.Tests.Incremental;

public sealed class OrderingTests
{
    private static readonly (string Path, string Source)[] s_files =
    [
        ("Orders.cs", Shop.Orders),
        ("Contracts.cs", Shop.Contracts),
        ("Orders.Many.cs", """
            namespace Shop;

            public partial class Orders
            {
                [Chainable]
                public async Task<Receipt> PlaceAsync(Order order, string coupon)
                {
                    try
                    {
                        return await PlaceAsync(order with { Sku = coupon });
                    }
                    catch (PaymentDeclinedException)
                    {
                        throw new InvalidOperationException(coupon);
                    }
                }
            }
            """),
        ("Archive.cs", """
            namespace Shop;

            public partial class Archive(IPricing pricing)
            {
                [Chainable]
                public async Task<Quote?> FindAsync(Order order)
                {
                    try
                    {
                        return await pricing.QuoteAsync(order.Sku, 1);
                    }
                    catch (PaymentDeclinedException)
                    {
                        return null;
                    }
                }
            }
            """),
    ];

    public static TheoryData<int> Orders => [.. Enumerable.Range(1, 23)];

    [Theory]
    [MemberData(nameof(Orders))]
    public void TheOrderOfFilesDoesNotChangeTheOutput(int permutation)
    {
        var expected = GeneratorRun.Unchecked(TestCompilation.Of(s_files)).Files;
        var files = GeneratorRun.Unchecked(TestCompilation.Of(Permuted(permutation))).Files;
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), files.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected, file => Assert.Equal(file.Value, files[file.Key]));
    }

    [Fact]
    public void TheOutputOfAllFilesCompiles() => GeneratorRun.Of(s_files);

    [Fact]
    public void LinesEndWithALineFeedWhateverTheSourceHas()
    {
        var unix = GeneratorRun.Of(("Orders.cs", Shop.Orders), ("Contracts.cs", Shop.Contracts)).Files;
        var windows = GeneratorRun.Of(("Orders.cs", Shop.Orders.Replace("\n", "\r\n")), ("Contracts.cs", Shop.Contracts.Replace("\n", "\r\n"))).Files;
        Assert.All(unix, file => Assert.Equal(file.Value, windows[file.Key]));
        Assert.All(unix.Where(file => !file.Key.StartsWith("Microsoft.", StringComparison.Ordinal)), file => Assert.DoesNotContain('\r', file.Value));
    }

    private static (string Path, string Source)[] Permuted(int number)
    {
        var left = s_files.ToList();
        var result = new List<(string, string)>();
        for (var count = left.Count; count > 0; count--)
        {
            result.Add(left[number % count]);
            left.RemoveAt(number % count);
            number /= count;
        }

        return [.. result];
    }
}

using AsyncSplit.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Generators.Tests.Snapshots.Types;

/// <summary>What is generated beside the entry points, and where it stands.</summary>
public sealed class TypeSnapshots
{
    private const string Contract = """
        namespace Shop;

        public sealed record Quote(decimal Price);

        public interface IPricing
        {
            [Chainable] Task<Quote> QuoteAsync(string sku, int quantity = 1, CancellationToken cancellationToken = default);
        }
        """;

    [Fact]
    public void ContractInvoker() => Snapshot.Verify(GeneratorRun.Of(Contract).File("IPricing.QuoteAsync"));

    [Fact]
    public void TypedClient() => Snapshot.Verify(GeneratorRun.Of(Contract).File("Client.IPricing"));

    [Fact]
    public void TypedClientBeforeExtensionMembers() => Snapshot.Verify(GeneratorRun.Of(Contract, LanguageVersion.CSharp13).File("Client.IPricing"));

    [Fact]
    public void Registration() => Snapshot.Verify(GeneratorRun.Of(("Orders.cs", Shop.Orders), ("Contracts.cs", Shop.Contracts)).File("Chainables.g.cs"));

    [Fact]
    public void Overloads() => VerifyOwn("Orders.GoAsync", """
        public partial class Orders
        {
            [Chainable]
            public async Task GoAsync(int hours) => await Task.Delay(TimeSpan.FromHours(hours));

            [Chainable]
            public async Task GoAsync(string hours) => await GoAsync(int.Parse(hours));
        }
        """);

    [Fact]
    public void StaticHandler() => VerifyOwn("Orders.GoAsync", """
        public static partial class Orders
        {
            [Chainable]
            public static async Task<int> GoAsync(int hours)
            {
                await Task.Delay(TimeSpan.FromHours(hours));
                return hours;
            }
        }
        """);

    [Fact]
    public void NestedTypes() => VerifyOwn("Shop.Orders.GoAsync", """
        using Text = System.String;

        namespace Outer
        {
            using System.IO;

            namespace Inner
            {
                public static partial class Shop
                {
                    internal sealed partial record Orders(int Hours)
                    {
                        [Chainable]
                        public async Task<Text> GoAsync()
                        {
                            await Task.Delay(TimeSpan.FromHours(Hours));
                            return Path.GetTempPath();
                        }
                    }
                }
            }
        }
        """);

    [Fact]
    public void PrivateTypes() => Snapshot.Verify(GeneratorRun.Of("""
        public static partial class Shop
        {
            private sealed partial class Orders
            {
                [Chainable]
                public async Task<Line> GoAsync(Line line)
                {
                    await Task.Delay(TimeSpan.FromHours(line.Hours));
                    return line;
                }
            }

            private sealed record Line(int Hours);
        }
        """).Files.Where(file => file.Key.StartsWith("Shop.", StringComparison.Ordinal) || file.Key.StartsWith("Codec.", StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal));

    [Fact]
    public void ExceptionCodec() => Snapshot.Verify(GeneratorRun.Of("""
        namespace Shop;

        public sealed class StockException(string message, int left, Exception? innerException = null) : Exception(message, innerException)
        {
            public int Left { get; } = left;

            public string? Hint { get; set; }
        }

        public partial class Orders
        {
            [Chainable]
            public async Task GoAsync(int count)
            {
                await Task.Delay(count);
                throw new StockException("sold out", count);
            }
        }
        """).File("Exception.Shop_StockException"));

    [Fact]
    public void UserTypeCodec() => Snapshot.Verify(GeneratorRun.Of("""
        using System.Text.Json.Serialization;

        namespace Shop;

        public enum Size { Small, Large }

        public sealed class Parcel(string id)
        {
            public string Id { get; } = id;

            [JsonPropertyName("weight_g")] public required int Weight { get; init; }

            public List<Size> Sizes { get; set; } = [];

            public Parcel? Inside { get; set; }

            [JsonIgnore] public int Cached { get; set; }
        }

        public partial class Orders
        {
            [Chainable]
            public async Task<Parcel> GoAsync(Parcel parcel)
            {
                await Task.Delay(1);
                return parcel;
            }
        }
        """).File("Codec.Shop_Parcel"));

    private static void VerifyOwn(string name, string source, [System.Runtime.CompilerServices.CallerFilePath] string test = "", [System.Runtime.CompilerServices.CallerMemberName] string method = "") =>
        Snapshot.Verify(GeneratorRun.Of(source).Files.Where(file => HintNames.IsNamed(file.Key, name)).OrderBy(file => file.Key, StringComparer.Ordinal), test, method);
}

using AsyncSplit.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Generators.Tests.Incremental.Reuse;

/// <summary>
/// A handler's model is reused after an edit elsewhere. Each edit here is made in another file than the handler's and changes what is generated for it:
/// the next run of the driver gives the very files that a run from the beginning gives.
/// </summary>
public sealed class ReusedModelTests
{
    private const string Handlers = """
        namespace Shop.Selling;

        using static Shop.Limits;

        public partial class Orders(IPricing pricing, IPayments payments)
        {
            [Chainable]
            public async Task<Receipt> PlaceAsync(Order order)
            {
                var quote = await pricing.QuoteAsync(order.Sku, order.Quantity);
                var parcel = order.Wrap(quote);
                var (total, bonus) = (quote.Price + Most, Level);
                try
                {
                    var payment = await payments.ChargeAsync(order.Customer, total);
                    return new Receipt(order.Id + parcel + bonus, payment);
                }
                catch (ShopException e) when (e.Message.Length > Most)
                {
                    await Task.Delay(1);
                    return new Receipt(order.Id, parcel + e.Message);
                }
            }

            [Chainable]
            public async Task<string> CountAsync(Holder holder, Tone tone)
            {
                var note = new Note(holder.Inner.Text, tone);
                var list = new List<string> { holder.Inner.Text };
                Count(list);
                await pricing.QuoteAsync("a", 1);
                await LiftedAsync();
                return note.Text + list.Count;

                async Task LiftedAsync()
                {
                    Count(list);
                    await pricing.QuoteAsync("b", 2);
                }
            }

            public override string ToString() => Label + Audit;
        }

        public partial class Corner(IPricing pricing) : Shelf(pricing)
        {
            public override async Task<int> SizeAsync(int from) => from + (await Pricing.QuoteAsync("c", 3)).Sku.Length;
        }

        public class Nook(IPricing pricing) : Shelf(pricing);

        public partial class Late
        {
            [Chainable] public partial Task<int> GoAsync(int from);
        }
        """;

    private const string Elsewhere = """
        global using Tone = Shop.Colour;
        using Money = Shop.Amount;

        namespace Shop
        {
            public sealed record Order(string Id, string Sku, int Quantity, string Customer);
            public sealed record Quote(string Sku, Money Price);
            public sealed record Receipt(string OrderId, string Payment);
            public readonly record struct Amount(decimal Value)
            {
                public static Amount operator +(Amount left, int right) => new(left.Value + right);
            }
            public readonly record struct Weight(int Grams)
            {
                public static Weight operator +(Weight left, int right) => new(left.Grams + right);
            }
            public class ShopException(string message) : InvalidOperationException(message);
            public sealed class SoldOutException(string message, int left) : ShopException(message) { public int Left { get; } = left; }
            public class Holder { public Inner Inner { get; set; } = new("x"); }
            public sealed class Inner { public string Text { get; } public Inner(string text) { Text = text; } }
            public enum Colour { Red, Green }
            public enum Shade { Dark, Bright }
            public sealed record Note(string Text, Colour Tone);

            public static class Limits
            {
                public const int Most = 3;
                public const int Level = 4;
            }

            public static class Wrapping
            {
                public static int Wrap(this Order order, Quote quote) => order.Quantity + quote.Sku.Length;
            }

            public interface IPricing
            {
                [Chainable] Task<Quote> QuoteAsync(string sku, int quantity);
            }

            public interface IPayments
            {
                [Chainable] Task<string> ChargeAsync(string customer, Money amount);
            }

            public abstract partial class Shelf(IPricing pricing)
            {
                protected IPricing Pricing => pricing;
                [Chainable] public virtual async Task<int> SizeAsync(int from) => from + (await pricing.QuoteAsync("s", 1)).Sku.Length;
                [Chainable] public async Task<int> DepthAsync(int from) { await Task.Delay(from); return from; }
            }
        }

        namespace Shop.Selling
        {
            public partial class Orders
            {
                private string Label => "orders";
                private string Audit => payments.ToString()!;
                private static int Count(List<string> list) => list.Count;
            }

            public partial class Late
            {
                public async partial Task<int> GoAsync(int from) { var twice = from * 2; await Task.Delay(from); return twice; }
            }
        }
        """;

    public static TheoryData<string, string> Edits => new()
    {
        { "[Chainable] Task<Quote> QuoteAsync", "Task<Quote> QuoteAsync" },
        { "[Chainable] Task<string> ChargeAsync", "[Chainable, Retry(MaxAttempts = 3)] Task<string> ChargeAsync" },
        { "ChargeAsync(string customer, Money amount)", "ChargeAsync(string customer, Money price)" },
        { "Task<Quote> QuoteAsync(string sku, int quantity)", "Task<Quote> QuoteAsync(string sku, long quantity)" },
        { "Task<Quote> QuoteAsync(string sku", "Task<Quote?> QuoteAsync(string sku" },
        { "[Chainable] Task<Quote> QuoteAsync", "[Chainable(Name = \"Quote\")] Task<Quote> QuoteAsync" },
        { "record Quote(string Sku, Money Price)", "record Quote(string Sku, Money Price, int Days)" },
        { "record Quote(string Sku, Money Price)", "record Quote(Money Price, string Sku)" },
        { "record Order(string Id, string Sku", "record Order(int Id, string Sku" },
        { "public Inner Inner { get; set; }", "public Inner Inner { get; set; } public int Outer { get; set; }" },
        { "public string Text { get; } public Inner", "public string Text { get; } public System.IO.Stream? Source { get; set; } public Inner" },
        { "public string Text { get; } public Inner", "[System.Text.Json.Serialization.JsonPropertyName(\"t\")] public string Text { get; } public Inner" },
        { "{ Text = text; }", "{ Text = text + \"x\"; }" },
        { "Amount(decimal Value)", "Amount(double Value)" },
        { "operator +(Amount left, int right) => new(left.Value + right)", "operator +(Weight left, int right) => left; public static string operator +(Amount left, int right) => \"\"" },
        { "using Money = Shop.Amount;", "using Money = Shop.Weight;" },
        { "using Tone = Shop.Colour;", "using Tone = Shop.Shade;" },
        { "public const int Level = 4;", "public const string Level = \"4\";" },
        { "public static class Limits\n", "public static class Bounds\n" },
        { "public static int Wrap(this Order order", "public static string Wrap(this Order order2, int other) => \"\"; public static long Wrap(this Order order" },
        { "public static int Wrap(this", "private static int Wrap(this" },
        { "public static class Wrapping", "public class Wrapping" },
        { "namespace Shop.Selling", "namespace Shop.Selling { public sealed record Quote(string Sku, int Price); }\nnamespace Shop.Selling" },
        { "namespace Shop.Selling", "namespace Shop.Selling { public class PlaceAsyncChain; }\nnamespace Shop.Selling" },
        { "namespace Shop.Selling", "namespace Shop.PlaceAsyncChain { public class Any; }\nnamespace Shop.Selling" },
        { "private string Label", "private void PlaceAsync_Start() { } private string Label" },
        { "private string Label", "[Chainable] public async Task PlaceAsync() => await Task.Delay(1); private string Label" },
        { "public partial class Orders\n", "public partial class Orders : IPlacing\n" },
        { "private static int Count(List<string> list) => list.Count;", "private static int Count(List<string> list) { list.Add(\"x\"); return list.Count; }" },
        { "[Chainable] public virtual async", "public virtual async" },
        { "public virtual async Task<int> SizeAsync(int from)", "public virtual async Task<int> SizeAsync(int start)" },
        { "[Chainable] public async Task<int> DepthAsync(int from) { await Task.Delay(from); return from; }", "[Chainable] public async Task<int> DepthAsync(int from, int to) { await Task.Delay(from); return to; }" },
        { "abstract partial class Shelf(", "abstract partial class Shelf<T>(" },
        { "await Task.Delay(from); return twice;", "await Task.Delay(twice); return from;" },
        { "public async partial Task<int> GoAsync", "#nullable disable\npublic async partial Task<int> GoAsync" },
        { "using Money = Shop.Amount;", "#nullable disable\nusing Money = Shop.Amount;" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void AnEditElsewhereGivesWhatARunFromTheBeginningGives(string text, string replacement)
    {
        var before = TestCompilation.Of(("Orders.cs", Handlers), ("Elsewhere.cs", Elsewhere), ("Placing.cs", "namespace Shop.Selling; public interface IPlacing { [Chainable] Task<Receipt> PlaceAsync(Order order); }"));
        var edited = before.Edit("Elsewhere.cs", text, replacement);
        var run = new Rerun(before);
        Assert.NotEqual(run.Files, Rerun.FilesOf(edited));
        run.AssertFresh(edited);

        // Back again: what was kept of the first run is not taken for what it is now, and the other way round.
        run.AssertFresh(before);
        run.AssertFresh(edited);
        run.AssertFresh(before.Edit("Placing.cs", "interface IPlacing", "interface IPlacing2"));
    }

    [Theory]
    [InlineData("record Quote(string Sku)", "record Quote(string Sku, int Days)", true)]
    [InlineData("record Quote(string Sku)", "record Quote(string Sku, int Days)", false)]
    [InlineData("[Chainable]", "", true)]
    [InlineData("[Chainable]", "", false)]
    [InlineData("Text = text;", "Text = text + text;", true)]
    public void AnEditInAReferencedProjectGivesWhatARunFromTheBeginningGives(string text, string replacement, bool isProject)
    {
        var library = TestCompilation.Of("namespace Library; public sealed record Quote(string Sku) { } public class Inner { public Inner(string text) { Text = text; } public string Text { get; } } public interface IPricing { [Chainable] Task<Quote> QuoteAsync(Inner inner); } public class Other { public int Go() => 1; }").WithAssemblyName("Library");
        var compilation = TestCompilation.Of("using Library; public partial class Orders(IPricing pricing) { [Chainable] public async Task<Quote> GoAsync(Inner inner) { var q = await pricing.QuoteAsync(inner); await Task.Delay(1); return q; } }");
        var run = new Rerun(compilation.AddReferences(Reference(library, isProject)));
        var edited = compilation.AddReferences(Reference(library.Edit(TestCompilation.DefaultPath, text, replacement), isProject));
        Assert.NotEqual(run.Files, Rerun.FilesOf(edited));
        run.AssertFresh(edited);
        run.AssertFresh(compilation.AddReferences(Reference(library.Edit(TestCompilation.DefaultPath, "=> 1;", "=> 2;"), isProject)));
    }

    [Fact]
    public void OtherOptionsGiveWhatARunFromTheBeginningGives()
    {
        var before = TestCompilation.Of(("Orders.cs", Handlers), ("Elsewhere.cs", Elsewhere));
        var run = new Rerun(before);
        run.AssertFresh(before.WithOptions(before.Options.WithNullableContextOptions(NullableContextOptions.Disable)));
        run.AssertFresh(before.WithOptions(before.Options.WithOverflowChecks(true)));
        run.AssertFresh(before.WithAssemblyName("Store"));
        run.AssertFresh(before.AddSyntaxTrees(TestCompilation.Parse("namespace Shop.Selling; public sealed record Quote(int N);", "More.cs")));
        run.AssertFresh(before.RemoveSyntaxTrees(before.SyntaxTrees.Last()));
        run.AssertFresh(before);
    }

    private static MetadataReference Reference(CSharpCompilation library, bool isProject)
    {
        if (isProject)
        {
            return library.ToMetadataReference();
        }

        using var image = new MemoryStream();
        Assert.True(library.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}

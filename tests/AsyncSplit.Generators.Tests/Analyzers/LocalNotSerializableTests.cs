using System.Globalization;
using System.Text.RegularExpressions;
using AsyncSplit.Generators.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.Generators.Tests.Analyzers;

public sealed class LocalNotSerializableTests
{
    [Theory]
    [InlineData("var [|reader|] = new System.IO.StringReader(\"x\"); await payments.RefundAsync(\"x\"); reader.ReadLine();", "'reader' (StringReader)", "StringReader is an open resource", "create it again behind it")]
    [InlineData("Func<int> [|count|] = () => 1; await payments.RefundAsync(\"x\"); count();", "'count' (Func<int>)", "delegate")]
    [InlineData("var [|cart|] = new Cart([]); await payments.RefundAsync(\"x\"); cart.ToString();", "'cart' (Cart)", ": Cart.Lines[].Source: Stream is an open resource.")]
    [InlineData("var [|one|] = new { N = 1 }; await payments.RefundAsync(\"x\"); one.ToString();", "'one'")]
    [InlineData("object [|any|] = 1; await payments.RefundAsync(\"x\"); any.ToString();", "'any'", "object")]
    [InlineData("var [|response|] = new System.Net.Http.HttpResponseMessage(); await Task.Run(() => 1); response.Dispose();", "'response' (HttpResponseMessage)", "cannot be captured: HttpResponseMessage.Content is a stream. Read what you need before the await, or keep the await in this step with Inline().")]
    public void ALocalThatIsUsedAfterwardsIsReportedAtItsDeclaration(string body, params string[] messageParts) => AnalyzerRun.Refuses(LocalNotSerializable, Source(body), messageParts);

    [Fact]
    public void TheMessageAndTheFurtherLocationsNameTheAwaitAndTheNextUse()
    {
        var found = Assert.Single(AnalyzerRun.Analyze(AnalyzerRun.Compile(Source("""
            Action act = () => { };
            if (DateTime.Now.Year > 2000)
            {
                await payments.RefundAsync("x");
            }

            Console.WriteLine();
            act(); act();
            """))));

        Assert.Contains("is still used on line 12 after the await on line 8 and", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(["await payments.RefundAsync(\"x\")", "act"], found.AdditionalLocations.Select(place => found.Location.SourceTree!.ToString().Substring(place.SourceSpan.Start, place.SourceSpan.Length)));
    }

    [Fact]
    public void AUseInTheNextRoundOfALoopIsNamedAsSuch() => AnalyzerRun.Refuses(
        LocalNotSerializable,
        Source("""
            Action [|act|] = () => { };
            while (true)
            {
                act();
                await payments.RefundAsync("x");
            }
            """),
        "is still used on line 8, in the next round of the loop, after the await on line 9");

    [Theory]
    [InlineData("using var reader = new System.IO.StringReader(\"x\"); [|await payments.RefundAsync(\"x\")|];", "'reader'", "StringReader", "disposed after this await")]
    [InlineData("using (var reader = new System.IO.StringReader(\"x\")) { [|await payments.RefundAsync(\"x\")|]; }", "'reader'", "StringReader", "End the scope")]
    [InlineData("using (System.IO.Stream.Null) { [|await payments.RefundAsync(\"x\")|]; }", "the resource of a using statement", "Stream")]
    [InlineData("await using (var stream = new System.IO.MemoryStream()) { [|await payments.RefundAsync(\"x\")|]; }", "'stream'", "MemoryStream")]
    [InlineData("using IDisposable any = new System.IO.MemoryStream(); [|await payments.RefundAsync(\"x\")|];", "'any'", "IDisposable")]
    public void AResourceThatIsDisposedAfterwardsIsReportedAtTheAwait(string body, params string[] messageParts) => AnalyzerRun.Refuses(LocalNotSerializable, Source(body), messageParts);

    [Theory]
    [InlineData("Odd? [|last|] = null; await payments.RefundAsync(\"x\"); Console.WriteLine(last);", "'last' (Odd)", "cannot be created again")]
    [InlineData("var [|errors|] = new List<Odd>(); await payments.RefundAsync(\"x\"); Console.WriteLine(errors);", "'errors'", "List<Odd>[]", "cannot be created again")]
    [InlineData("var [|watch|] = System.Diagnostics.Stopwatch.StartNew(); await payments.RefundAsync(\"x\"); watch.Stop();", "'watch'", "keep a DateTime")]
    public void ALocalThatNothingSaysHowToReadBackIsReportedAtItsDeclaration(string body, params string[] messageParts) => AnalyzerRun.Refuses(LocalNotSerializable, Source(body), messageParts);

    [Theory]
    [InlineData("await payments.RefundAsync(Take([|Open()|], await pricing.QuoteAsync(\"x\", 1)));", "The value of 'Open()' (Stream) is still used after the await on line 5 and cannot be captured: Stream is an open resource. Compute it after the await, or read what you need of it into a local before.")]
    [InlineData("Take([|Open()|],\n await Quotes());", "after the await on line 6 and", "'Open()'", "used on line 5", "or keep the await in this step with Inline().")]
    [InlineData("_ = new Cart { Lines = { [|new Line(Open())|], new Line((await pricing.QuoteAsync(\"x\", 1)).ToString()) } };", "Line.Source: Stream is an open resource")]
    [InlineData("[|Open()|].WriteByte((byte)(await pricing.QuoteAsync(\"x\", 1)).Price);", "'Open()' (Stream)")]
    [InlineData("foreach (var stream in [|new[] { Open() }|]) { await pricing.QuoteAsync(\"x\", 1); }", "'new[] { Open() }' (Stream[])", "used in the next round after the await on line 5")]
    [InlineData("switch ([|Open()|]) { case System.IO.MemoryStream memory when (await Quotes()).Price > 1: break; case var other: other.Dispose(); break; }", "'Open()' (Stream)")]
    public void AValueThatIsComputedBeforeTheAwaitOfTheSameStatementIsReportedWhereItIsComputed(string body, params string[] messageParts) => AnalyzerRun.Refuses(LocalNotSerializable, TempSource(body), messageParts);

    [Theory]
    [InlineData("Take(Open(), await pricing.QuoteAsync(\"x\", 1));", "await pricing.QuoteAsync(\"x\", 1)", "Take(Open(), await pricing.QuoteAsync(\"x\", 1))")]
    [InlineData("foreach (var stream in new[] { Open() }) { await pricing.QuoteAsync(\"x\", 1); }", "await pricing.QuoteAsync(\"x\", 1)", "new[] { Open() }")]
    [InlineData("using (Open()) { await pricing.QuoteAsync(\"x\", 1); }", "await pricing.QuoteAsync(\"x\", 1)", "Open()")]
    public void FurtherLocationsOfSuchAValueAreTheAwaitAndItsUse(string body, string awaited, string use)
    {
        var found = Assert.Single(AnalyzerRun.Analyze(AnalyzerRun.Compile(TempSource(body))), diagnostic => diagnostic.Id == LocalNotSerializable);
        Assert.Equal([awaited, use], found.AdditionalLocations.Select(place => found.Location.SourceTree!.ToString().Substring(place.SourceSpan.Start, place.SourceSpan.Length)));
    }

    [Fact]
    public void EachAwaitThatItCrossesIsReported()
    {
        var found = AnalyzerRun.Analyze(AnalyzerRun.Compile(Source("""
            Action act = () => { };
            await payments.RefundAsync("x");
            act();
            await payments.RefundAsync("y");
            act();
            """)));
        Assert.Equal(["line 7 after the await on line 6", "line 9 after the await on line 8"], found.Select(diagnostic => Regex.Match(diagnostic.GetMessage(CultureInfo.InvariantCulture), "line .* on line \\d+").Value));
    }

    [Theory]
    [InlineData("var reader = new System.IO.StringReader(\"x\"); reader.ReadLine(); await payments.RefundAsync(\"x\");")]
    [InlineData("await payments.RefundAsync(\"x\"); var reader = new System.IO.StringReader(\"x\"); reader.ReadLine();")]
    [InlineData("using (var reader = new System.IO.StringReader(\"x\")) { reader.ReadLine(); } await payments.RefundAsync(\"x\"); using var last = new System.IO.StringReader(\"x\");")]
    [InlineData("await using (var stream = new System.IO.MemoryStream()) { stream.ToString(); } await payments.RefundAsync(\"x\"); await using var last = new System.IO.MemoryStream();")]
    [InlineData("var line = new System.IO.StringReader(\"x\").ReadLine(); await payments.RefundAsync(\"x\"); Console.WriteLine(line);")]
    [InlineData("var reader = new System.IO.StringReader(\"x\"); payments.ToString(); await Task.Run(() => 1).Inline(); reader.ReadLine();")]
    [InlineData("var cart = new Dictionary<string, (int, DateTime?)[]>(); await payments.RefundAsync(\"x\"); Console.WriteLine(cart);")]
    public void WhatIsNotUsedAfterwardsOrSerialisesIsNot(string body) => AnalyzerRun.Accepts(Source(body));

    private static string Source(string body) => $$"""
        using Shop;
        record Line(System.IO.Stream Source);
        sealed class Odd(System.IO.Stream stream) : Exception { public long Length => stream.Length; }
        record Cart(List<Line> Lines);
        partial class Orders(IPayments payments) { [Chainable] public async Task GoAsync() { {{body}} } }
        """;

    private static string TempSource(string body) => $$"""
        #pragma warning disable CS9113
        using Shop;
        record Line(System.IO.Stream Source) { public Line(string text) : this(System.IO.Stream.Null) => _ = text; }
        class Cart { public List<Line> Lines { get; } = []; }
        partial class Orders(IPricing pricing, IPayments payments) { [Chainable] public async Task GoAsync() { {{body}} }
            private static System.IO.Stream Open() => System.IO.Stream.Null;
            private static Task<Quote> Quotes() => Task.FromResult(new Quote("x", 1));
            private static string Take(System.IO.Stream stream, Quote quote) => $"{stream}{quote}"; }
        """;
}

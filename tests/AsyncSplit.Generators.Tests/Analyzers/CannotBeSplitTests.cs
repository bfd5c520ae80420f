using AsyncSplit.Generators.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.Generators.Tests.Analyzers;

public sealed class CannotBeSplitTests
{
    [Theory]
    [InlineData("public async Task<int> GoAsync() { var sum = 0; [|await foreach (var x in Numbers()) { await payments.RefundAsync(\"x\"); sum += x; }|] return sum; }", "await foreach")]
    [InlineData("public async Task<int> GoAsync() { Span<int> one = new int[1]; [|await payments.RefundAsync(\"x\")|]; return one[0]; }", "'one'", "ref struct")]
    [InlineData("public async Task<int> GoAsync(object o) { Use(); [|using var cart = new Cart();|] var late = 1; Use(); await payments.RefundAsync(\"x\"); return late; void Use() => late = 2; }", "'Use'", "'late'")]
    [InlineData("public async Task<Flag> GoAsync(Flag flag) => [|flag && await AskAsync()|];", "user-defined &&", "Flag")]
    [InlineData("public async Task<int> GoAsync(object o) { switch (o) { [|case int n when n > 1: await payments.RefundAsync(\"x\"); Inside: return n;|] default: goto Inside; } }", "'n'", "section")]
    [InlineData("public async Task<int> GoAsync(string? s) { for (var i = 0; [|int.TryParse(s, out var n)|]; i += n) { await payments.RefundAsync(\"x\"); } return 0; }", "'n'", "for loop")]
    [InlineData("public async Task<int> GoAsync(string? s) { if ([|s?.Try(out var n) ?? (await AskAsync()).Try(out n)|]) { return n; } return 0; }", "'n'", "??")]
    [InlineData("public async Task<int> GoAsync(int[] a) => ([|from x in a where x > 1 join y in await NumbersAsync() on x equals y select x|]).Count();", "join")]
    [InlineData("public Task GoAsync() { try { return [|payments.RefundAsync(\"x\")|]; } finally { Console.Write(1); } }", "'RefundAsync'", "without await")]
    [InlineData("public Task GoAsync() { try { return [|payments.RefundAsync(\"x\")|]; } catch (InvalidOperationException) { return Task.CompletedTask; } }", "'RefundAsync'", "without await")]
    [InlineData("public Task GoAsync() { lock (payments) { return [|payments.RefundAsync(\"x\")|]; } }", "'RefundAsync'", "without await")]
    [InlineData("public Task GoAsync() { using var file = new System.IO.MemoryStream(); return [|payments.RefundAsync(\"x\")|]; }", "'RefundAsync'", "without await")]
    [InlineData("public Task GoAsync() { var task = [|payments.RefundAsync(\"x\")|]; return task; }", "'RefundAsync'", "not awaited at once")]
    [InlineData("public async Task GoAsync() { var task = [|(await PickAsync()).RefundAsync(\"x\")|]; await task; }", "is started on", "which is computed")]
    [InlineData("public Task GoAsync() { return [|Local()|]; async Task Local() => await payments.RefundAsync(\"x\"); }", "not awaited at once", "not async")]
    [InlineData("public async Task<int> GoAsync(string? s) { Again: int.TryParse(s, out var n); Inner: n++; [|await payments.RefundAsync(\"x\")|]; if (n < 3) { goto Inner; } if (s is not null) { s = null; goto Again; } return n; }", "'Inner'", "'n'", "between two labels")]
    public void AConstructThatNoResidualFitsIsReportedWithItsName(string method, params string[] messageParts) => AnalyzerRun.Refuses(CannotBeSplit, Source(method), messageParts);

    [Fact]
    public void TheOtherHandlersOfTheTypeAreSplitAllTheSame()
    {
        var run = GeneratorRun.Unchecked(AnalyzerRun.Compile(Source("public Task GoAsync() { lock (this) { return payments.RefundAsync(\"x\"); } } [Chainable] public async Task ComeAsync() => await payments.RefundAsync(\"y\");")));
        Assert.NotEmpty(run.File("Orders.ComeAsync"));
        Assert.DoesNotContain(run.Files.Keys, name => HintNames.IsNamed(name, "Orders.GoAsync"));
        Assert.DoesNotContain("GoAsync", run.File("Chainables.g.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public async Task<int> GoAsync() { var sum = 0; await foreach (var x in Numbers()) { sum += x; } await payments.RefundAsync(\"x\"); return sum; }")]
    [InlineData("public async Task<int> GoAsync() { await payments.RefundAsync(\"x\"); ReadOnlySpan<int> one = [1]; return one[0]; }")]
    [InlineData("public async Task<int> GoAsync() { await payments.RefundAsync(\"x\"); var n = 0; if (n == 0) { Again: n++; if (n < 3) { goto Again; } } return n; }")]
    public void WhatEndsBeforeTheAwaitOrBeginsAfterItIsNot(string method) => AnalyzerRun.Accepts(Source(method));

    [Fact]
    public void ACallOfAHandlerThatAGenericBaseDeclaresIsReported()
    {
        var reported = AnalyzerRun.Analyze(AnalyzerRun.Compile("""
            abstract partial class Base<T> { [Chainable] public async Task<T> GoAsync(T value) { await Task.Delay(1); return value; } }
            partial class Numbers : Base<int> { [Chainable] public async Task<int> TwiceAsync(int n) => await GoAsync(n) * 2; }
            """));
        Assert.Equal([Signature, CannotBeSplit], reported.Select(diagnostic => diagnostic.Id));
    }

    [Theory]
    [InlineData("interface IJobs { [Chainable] async Task [|GoAsync|]() => await Task.Delay(1); }", "'GoAsync'", "body in an interface")]
    [InlineData("interface IJobs { [Chainable] Task ComeAsync(); [Chainable] Task [|GoAsync|]() => ComeAsync(); }", "'GoAsync'", "body in an interface")]
    public void ABodyInAnInterfaceThatWouldHaveToBeSplitIsReported(string source, params string[] messageParts) => AnalyzerRun.Refuses(CannotBeSplit, source, messageParts);

    [Theory]
    [InlineData("static class Jobs { private sealed class [|Nightly|] : Job { } }", "'Nightly'", "private")]
    [InlineData("interface IJobs { [Chainable] Task GoAsync(string file); } sealed class [|Nightly|] : Job, IJobs;", "'Nightly'", "other names")]
    public void AClassOnWhichInheritedHandlersCannotRunIsReported(string source, params string[] messageParts) =>
        AnalyzerRun.Reports(CannotBeSplit, source + " public partial class Job { [Chainable] public async Task GoAsync(string name) => await Task.Delay(name.Length); }", messageParts);

    private static string Source(string method) => $$"""
        using Shop;
        partial class Orders(IPayments payments)
        {
            [Chainable] {{method}}
            static async IAsyncEnumerable<int> Numbers() { await Task.Yield(); yield return 1; }
            static Task<int[]> NumbersAsync() => Task.FromResult(new[] { 1 });
            static Task<IPayments> PickAsync() => Task.FromResult<IPayments>(null!);
            static Task<Flag> AskAsync() => Task.FromResult(new Flag());
        }
        sealed record Cart : IDisposable { public void Dispose() { } }
        public sealed record Flag
        {
            public static bool operator true(Flag flag) => true;
            public static bool operator false(Flag flag) => false;
            public static Flag operator &(Flag left, Flag right) => left;
            public static Flag operator |(Flag left, Flag right) => left;
            public bool Try(out int n) => int.TryParse("1", out n);
        }
        static class Texts { public static bool Try(this string text, out int n) => int.TryParse(text, out n); }
        """;
}

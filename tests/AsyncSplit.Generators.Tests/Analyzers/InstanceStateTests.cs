using AsyncSplit.Generators.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.Generators.Tests.Analyzers;

public sealed class InstanceStateTests
{
    [Theory]
    [InlineData("[|_count = 1|]; await payments.RefundAsync(\"x\"); Use(_count);", "'_count'", "after the await", "a new 'Orders'")]
    [InlineData("[|this._count = 1|]; await payments.RefundAsync(\"x\"); Use(this._count);", "'_count'")]
    [InlineData("[|Total = 1|]; await Task.Delay(1); Use(Total);", "'Total'")]
    [InlineData("[|start = 1|]; await Task.Yield(); Use(start);", "'start'")]
    [InlineData("[|_count++|]; await Task.Run(() => 1); _count++;", "'_count'")]
    [InlineData("if (await Flag()) { [|_count = 1|]; } await payments.RefundAsync(\"x\"); Use(_count);", "'_count'")]
    [InlineData("for (var i = 0; i < 3; i++) { [|_count += i|]; await payments.RefundAsync(\"x\"); }", "'_count'")]
    [InlineData("try { [|_count = 1|]; await payments.RefundAsync(\"x\"); } finally { Use(_count); }", "'_count'")]
    [InlineData("int.TryParse(\"1\", [|out _count|]); await payments.RefundAsync(\"x\"); Use(_count);", "'_count'")]
    [InlineData("Set(); await payments.RefundAsync(\"x\"); Use(_count); void Set() => [|_count|] = 1;", "'_count'")]
    [InlineData("[|_count = 1|]; await payments.RefundAsync(\"x\"); Action use = () => Use(_count); use();", "'_count'")]
    [InlineData("[|_list|].Add(1); await payments.RefundAsync(\"x\"); Use(_list.Count);", "'_list'")]
    [InlineData("[|_list|].Add((await payments.ChargeAsync(\"x\", 1)).Length); await payments.RefundAsync(\"x\"); Use(_list.Count);", "'_list'")]
    [InlineData("System.Threading.Interlocked.Increment([|ref _count|]); await payments.RefundAsync(\"x\"); Use(_count);", "'_count'")]
    [InlineData("[|Begin2()|]; await payments.RefundAsync(\"x\"); Use(_count);", "'_count'")]
    [InlineData("_ = [|Outer(1)|]; await payments.RefundAsync(\"x\"); Use(this._count);", "'_count'")]
    [InlineData("[|_count = 1|]; await payments.RefundAsync(\"x\"); Print();", "'_count'")]
    [InlineData("try { [|Total = 1|]; await payments.RefundAsync(\"x\"); } catch (InvalidOperationException) when (Total > 0) { Console.WriteLine(); }", "'Total'")]
    public void AFieldThatIsWrittenBeforeAndReadAfterAnAwaitIsReported(string body, params string[] messageParts) => AnalyzerRun.Warns(InstanceState, Source(body), messageParts);

    [Fact]
    public void FurtherLocationsAreTheAwaitAndTheRead()
    {
        var found = Assert.Single(AnalyzerRun.Analyze(AnalyzerRun.Compile(Source("_count = 1; await payments.RefundAsync(\"x\"); Use(_count);"))));
        var source = found.Location.SourceTree!.ToString();
        Assert.Equal(["await payments.RefundAsync(\"x\")", "_count"], found.AdditionalLocations.Select(place => source.Substring(place.SourceSpan.Start, place.SourceSpan.Length)));
    }

    [Theory]
    [InlineData("Use(_count); await payments.RefundAsync(\"x\"); Use(_count);")]
    [InlineData("_count = 1; Use(_count); await payments.RefundAsync(\"x\");")]
    [InlineData("_count = 1; await payments.RefundAsync(\"x\"); _count = 2; Use(_count);")]
    [InlineData("_count = 1; await Task.Run(() => 1).Inline(); Use(_count); await payments.RefundAsync(\"x\");")]
    [InlineData("if (await Flag()) { _count = 1; Use(_count); } else { await payments.RefundAsync(\"x\"); Use(_count); }")]
    [InlineData("for (var i = 0; i < 3; i++) { _count = i; Use(_count); await payments.RefundAsync(\"x\"); }")]
    [InlineData("s_count = 1; await payments.RefundAsync(\"x\"); Use(s_count);")]
    [InlineData("var other = new Counter(); other.Count = 1; await payments.RefundAsync(\"x\"); Use(other.Count);")]
    [InlineData("Use(_injected.Count); _injected.Add(1); await payments.RefundAsync(\"x\"); Use(_injected.Count);")]
    [InlineData("_cache ??= [1]; Use(_cache.Count); await payments.RefundAsync(\"x\"); _cache ??= [1]; Use(_cache.Count);")]
    [InlineData("if (_cache is null) { _cache = [1]; } await payments.RefundAsync(\"x\"); if (_cache == null) { _cache = [1]; } Use(_cache.Count);")]
    [InlineData("_list.Add((await payments.ChargeAsync(\"x\", 1)).Length); Use(_list.Count);")]
    [InlineData("Forwarded = 1; await payments.RefundAsync(\"x\"); Use(Forwarded);")]
    [InlineData("_count = 1; await payments.RefundAsync(\"x\"); void Never() => Use(_count);")]
    [InlineData("Use(_map.GetOrAdd(\"x\", 1)); await payments.RefundAsync(\"x\"); Use(_map.GetOrAdd(\"y\", 2));")]
    [InlineData("Ensure(); await payments.RefundAsync(\"x\"); Ensure();")]
    [InlineData("Use(Cached().Count); await payments.RefundAsync(\"x\"); Use(Cached().Count);")]
    [InlineData("Hidden(1); await payments.RefundAsync(\"x\"); Use(_count);")]
    [InlineData("Other(new Counter()); await payments.RefundAsync(\"x\"); Use(Total);")]
    [InlineData("await payments.RefundAsync(\"x\"); Begin2(); Use(_count);")]
    [InlineData("Begin2(); await payments.RefundAsync(\"x\"); _count = 2; Print();")]
    [InlineData("await BeginAsync(); Use(_count);")]
    [InlineData("System.Threading.Interlocked.Increment(ref s_count); await payments.RefundAsync(\"x\"); Use(s_count);")]
    [InlineData("lock (_list) { _count++; } await payments.RefundAsync(\"x\"); lock (_list) { Console.WriteLine(); }")]
    public void WhatIsWrittenAgainOrIsNotTheInstancesIsNot(string body) => AnalyzerRun.Accepts(Source(body));

    private static string Source(string body) => $$"""
        #pragma warning disable CS0649, CS0169, CS8321, CS0414, CS9113, CS8618, CS9124
        using Shop;
        class Counter { public int Count { get; set; } }
        partial class Orders(IPayments payments, int start, List<int> injected)
        {
            private readonly List<int> _injected = injected;
            private readonly List<int> _list = [];
            private List<int>? _cache;
            private int _count;
            private static int s_count;
            private int Total { get; set; }
            private int Forwarded { get => _injected.Count; set => _injected.Add(value); }
            [Chainable] public async Task GoAsync() { {{body}} }
            private static void Use(int value) => _ = value;
            private static Task<bool> Flag() => Task.FromResult(true);
            private int Begin => start;
            private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> _map = new();
            private bool _isReady;
            private void Begin2() => _count = 5;
            private int Outer(int n) { Begin2(); return n; }
            private void Print() { for (var i = 0; i < _count; i++) { Use(i); } }
            private void Ensure() { if (!_isReady) { _isReady = true; Console.WriteLine(); } }
            private List<int> Cached() => _cache ??= [1];
            private static void Hidden(int _count) => _count++;
            private void Other(Counter counter) { counter.Count = 1; var other = new Counter { Count = 2 }; Use(other.Count); }
            [Chainable] private async Task BeginAsync() { _count = 1; await payments.RefundAsync("y"); }
        }
        """;
}

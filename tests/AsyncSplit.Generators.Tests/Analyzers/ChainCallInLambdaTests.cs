using AsyncSplit.Generators.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.Generators.Tests.Analyzers;

/// <summary>Functions that cannot be lifted; what can be is in the conformance cases.</summary>
public sealed class ChainCallInLambdaTests
{
    private const string Call = "await payments.RefundAsync(\"x\")";

    [Theory]
    [InlineData("await RetryAsync(async () => await [|payments.RefundAsync(\"x\")|]); static async Task RetryAsync(Func<Task> send) => await send();", "'RefundAsync'", "a lambda")]
    [InlineData("await RetryAsync(async () => await [|Local|]()); static async Task RetryAsync(Func<Task> send) => await send(); async Task Local() => await payments.RefundAsync(\"x\");", "a lambda")]
    [InlineData("Func<Task> f = [|Local|]; await f(); async Task Local() => await payments.RefundAsync(\"x\");", "'Local'", "calling it")]
    [InlineData("Func<Task> f = async () => await payments.RefundAsync(\"x\"); await f(); await Task.Run([|f|]);", "the lambda 'f'")]
    [InlineData("Func<Task> f = async () => await payments.RefundAsync(\"x\"); await f(); [|f|] = () => Task.CompletedTask;", "the lambda 'f'")]
    [InlineData("Func<string, Task> f = async x => await [|payments.RefundAsync(x)|]; await f(arg: \"x\");", "the lambda 'f'", "named")]
    public void AFunctionThatOtherCodeMayCallIsReported(string body, params string[] messageParts) => AnalyzerRun.Refuses(ChainCallInLambda, Source(body), messageParts);

    [Theory]
    [InlineData("Func<string, Task<int>> f = [|Chain.Signal<int>|]; await f(\"x\");", "'Chain.Signal'", "delegate")]
    [InlineData("await RetryAsync(async () => await [|Chain.Signal<int>(\"x\")|]); static async Task RetryAsync(Func<Task> send) => await send();", "'Signal'", "a lambda")]
    [InlineData("await Chain.Callback<int>(async token => await [|payments.RefundAsync(token.Value)|], TimeSpan.FromDays(1));", "'RefundAsync'", "a lambda")]
    public void WaitingForTheWorldOutsideInOtherCodeIsReported(string body, params string[] messageParts) => AnalyzerRun.Refuses(ChainCallInLambda, Source(body), messageParts);

    [Theory]
    [InlineData("await Local(1); async Task Local<T>(T x) { await [|payments.RefundAsync(\"x\")|]; log.Write($\"{x}\"); }", "'Local'", "type parameters")]
    [InlineData("await Local(1); async Task Local(int Target) { await [|payments.RefundAsync(\"x\")|]; log.Write($\"{Target}\"); }", "'Target'")]
    [InlineData("await Task.Yield(); async Task Local() => await [|payments.RefundAsync(\"x\")|];", "'Local'", "never calls")]
    [InlineData("var x = 1; await Outer(\"y\"); [|async Task Outer(string x) { await Local(); log.Write(x); }|] async Task Local() { await payments.RefundAsync(\"x\"); log.Write($\"{x}\"); }", "'Outer'", "'x'", "rename")]
    public void AFunctionOfAnotherFormIsReported(string body, params string[] messageParts) => AnalyzerRun.Refuses(ChainCallInLambda, Source(body), messageParts);

    [Theory]
    [InlineData("[|total|]++;", "inside 'Local'")]
    [InlineData("[|total|] += 1;", "inside 'Local'")]
    [InlineData("(_, [|total|]) = (1, 2);", "inside 'Local'")]
    [InlineData("int.TryParse(\"1\", out [|total|]);", "inside 'Local'")]
    [InlineData("Action add = () => [|total|]++; add();", "inside 'Local'")]
    [InlineData("Add(); } void Add() { [|total|]++;", "inside 'Add'")]
    public void AVariableThatTheFunctionWritesIsNamed(string statements, string where) =>
        AnalyzerRun.Refuses(ChainCallInLambda, Source($"var total = 0; await Local(); log.Write($\"{{total}}\"); async Task Local() {{ {Call}; {statements} }}"), "'total'", where, "return the value");

    [Theory]
    [InlineData("[|list.Add(\"y\")|];", "'list'", "changed")]
    [InlineData("[|list[0] = \"y\"|];", "'list'", "changed")]
    [InlineData("var alias = list; [|alias.Clear()|];", "'alias'", "changed")]
    [InlineData("foreach (var inner in lists) { [|inner.Add(\"y\")|]; }", "'inner'", "changed")]
    [InlineData("if (lists is [var first, ..]) { [|first.Add(\"y\")|]; }", "'first'", "changed")]
    [InlineData("[|lists.ForEach(inner => inner.Add(\"y\"))|];", "'lists'", "changed")]
    [InlineData("var some = lists.Where(inner => inner.Count > 0).ToList(); [|some[0].Add(\"y\")|];", "'some'", "changed")]
    [InlineData("[|points[0].X = 1|];", "'points'", "changed")]
    [InlineData("[|points[0].X++|];", "'points'", "changed")]
    [InlineData("[|box.Count = 1|];", "'box'", "changed")]
    [InlineData("[|box.Grow()|];", "'box'", "changed")]
    [InlineData("log.Write($\"{[|box.Next|]}\");", "'box'", "changed")]
    [InlineData("[|Box.Change(box)|];", "'box'", "passed to 'Change'")]
    [InlineData("[|System.Threading.Interlocked.Exchange(ref box.Count, 2)|];", "'box'", "changed")]
    [InlineData("if ([|box == other|]) { return; }", "'box'", "by reference")]
    [InlineData("if ([|boxes.Contains(box)|]) { return; }", "passed to 'Contains'")]
    public void AnObjectThatTheFunctionMayChangeOrCompareIsNamed(string statements, params string[] messageParts) => AnalyzerRun.Refuses(ChainCallInLambda, Source($$"""
        var list = new List<string> { "x" }; var lists = new List<List<string>> { list }; var points = new (int X, int Y)[1]; var box = new Box(); var other = box; var boxes = new List<Box> { box };
        await Local();
        async Task Local() { {{Call}}; {{statements}} }
        """), messageParts);

    [Theory]
    [InlineData("log.Write($\"{list.Count} {list[0]} {list.Contains(\"x\")} {string.Join(\",\", list)}\");")]
    [InlineData("var copy = new List<string>(list); log.Write(copy[0]);")]
    [InlineData("var own = new List<string>(); own.Add(list[0]); own[0] = \"y\";")]
    [InlineData("foreach (var inner in lists) { log.Write($\"{inner.Count}\"); }")]
    [InlineData("var point = points[0]; point.X = 2; log.Write($\"{point} {points.Length}\");")]
    [InlineData("log.Write($\"{box.Count} {box.Twice} {box.Sum(2)} {Box.Describe(box)}\");")]
    [InlineData("var fresh = new Box(); fresh.Grow(); fresh.Count++;")]
    [InlineData("if (box is { Count: > 0 } && box is not null) { return; }")]
    public void OneThatItOnlyReadsIsNot(string statements) => AnalyzerRun.Accepts(Source($$"""
        var list = new List<string> { "x" }; var lists = new List<List<string>> { list }; var points = new (int X, int Y)[1]; var box = new Box();
        await Local();
        log.Write($"{list}{lists}{points}{box}");
        async Task Local() { {{Call}}; {{statements}} }
        """));

    [Theory]
    [InlineData("var list = new List<string>(); var same = await Local(); same.Add(\"y\"); async Task<List<string>> Local() { await payments.RefundAsync(\"x\"); return [|list|]; }", "'list'", "another object")]
    [InlineData("var list = new List<string>(); await Local(list); async Task Local(List<string> given) { await payments.RefundAsync(\"x\"); [|given.Add(\"y\")|]; }", "'given'")]
    [InlineData("var list = new List<string>(); await Local(new Box { Items = list }); async Task Local(Box given) { await payments.RefundAsync(\"x\"); [|given.Items.Add(\"y\")|]; }", "'given'")]
    public void WhatIsHandedInOrBackIsLookedAtToo(string body, params string[] messageParts) => AnalyzerRun.Refuses(ChainCallInLambda, Source(body), messageParts);

    [Theory]
    [InlineData(ChainCallInLambda, "Local(); async void Local() => await [|payments.RefundAsync(\"x\")|];", "'Local'", "void")]
    [InlineData(CannotBeSplit, "await Task.Run(() => [|Local()|]); async Task Local() => await payments.RefundAsync(\"x\");", "a lambda", "without end")]
    [InlineData(CannotBeSplit, "Func<Task> start = () => [|Local()|]; await Task.Run(start); async Task Local() => await payments.RefundAsync(\"x\");", "a lambda", "without end")]
    [InlineData(CannotBeSplit, "await Task.Run(() => Task.WhenAll(new[] { \"a\" }.Select([|async name => await payments.RefundAsync(name)|])));", "a lambda", "without end")]
    [InlineData(CannotBeSplit, "await Task.Run(Start); Task Start() => [|payments.RefundAsync(\"x\")|];", "'Start'", "without end")]
    [InlineData(CannotBeSplit, "await [|Local()|].Inline(); async Task Local() => await payments.RefundAsync(\"x\");", "'Local'", "Inline()")]
    [InlineData(LocalNotSerializable, "var stream = new MemoryStream(); await Local(); async Task [|Local|]() { await payments.RefundAsync(\"x\"); log.Write($\"{stream.Length}\"); }", "'stream'", "'Local'")]
    [InlineData(ParameterNotSerializable, "await Local(new MemoryStream()); async Task Local([|MemoryStream stream|]) { await payments.RefundAsync(\"x\"); log.Write($\"{stream.Length}\"); }", "'stream'")]
    [InlineData(ResultNotSerializable, "log.Write($\"{(await Local()).Length}\"); async [|Task<MemoryStream>|] Local() { await payments.RefundAsync(\"x\"); return new MemoryStream(); }", "'Local", "MemoryStream")]
    [InlineData(LocalNotSerializable, "var items = new[] { \"a\" }.Where(item => item.Length > 0); [|await Local()|]; async Task Local() { await payments.RefundAsync(\"x\"); log.Write($\"{items.Count()}\"); }", "'items'", "ToList()")]
    [InlineData(LocalNotSerializable, "await Local([|new[] { \"a\" }.Where(item => item.Length > 0)|]); async Task Local(IEnumerable<string> items) { await payments.RefundAsync(\"x\"); log.Write($\"{items.Count()}\"); }", "ToList()")]
    public void WhatHoldsForChainCallsHoldsForTheirs(string rule, string body, params string[] messageParts) => AnalyzerRun.Refuses(rule, Source(body), messageParts);

    [Theory]
    [InlineData("var n = 1; var task = Local(); n = 2; await task; async Task Local() => await payments.RefundAsync($\"{n}\");", "'n'", "is written here")]
    [InlineData("var box = new Box(); var task = Local(); await task; async Task Local() => await payments.RefundAsync($\"{[|box|].Count}\");", "'box'", "immutable")]
    [InlineData("var tasks = new List<Box>().Select(async box => await payments.RefundAsync($\"{[|box|].Count}\")).ToList(); await Task.WhenAll(tasks);", "'box'", "immutable")]
    [InlineData("var task = Local(); await task; async ValueTask Local() => await [|payments.RefundAsync(\"x\")|];", "'Local'", "ValueTask")]
    public void WhatIsStartedSharesNothingThatMayChange(string body, params string[] messageParts) =>
        AnalyzerRun.Refuses(ChainCallInLambda, Source(body.Replace("; n = 2;", "; [|n|] = 2;", StringComparison.Ordinal)), messageParts);

    [Fact]
    public void APauseIsNotMadeOneOfTheStepWithoutAWord() =>
        AnalyzerRun.Refuses(ChainCallInLambda, Source("var n = 0; await Local(); log.Write($\"{n}\"); async Task Local() { await Task.Delay(1); [|n|]++; }"), "'n'");

    [Theory]
    [InlineData("await payments.RefundAsync(\"x\");")]
    [InlineData("Func<string> name = () => \"x\"; await payments.RefundAsync(name());")]
    [InlineData("await payments.RefundAsync(Local()); string Local() => \"x\";")]
    [InlineData("Func<Task> refund = async () => await payments.RefundAsync(\"x\"); await refund();")]
    [InlineData("Func<Task> refund = async delegate { await payments.RefundAsync(\"x\"); }; await refund();")]
    [InlineData("await Local(); async Task Local() => await payments.RefundAsync(\"x\");")]
    [InlineData("var task = Local(); await task; async Task Local() => await payments.RefundAsync(\"x\");")]
    [InlineData("await Task.WhenAll(Local(), Local()); async Task Local() => await payments.RefundAsync(\"x\");")]
    [InlineData("await Task.WhenAll(new[] { \"a\" }.Select(async name => await payments.RefundAsync(name)));")]
    [InlineData("await Local().ConfigureAwait(false); async Task Local() => await payments.RefundAsync(\"x\");")]
    [InlineData("var n = 0; await Local(); log.Write($\"{n}\"); async Task Local() { await Task.Yield(); n++; }")]
    [InlineData("await Task.Run(async () => await Task.Delay(1));")]
    [InlineData("var n = 0; await Task.WhenAll(Local(), Local()); log.Write($\"{n}\"); async Task Local() { await Task.Delay(1); n++; }")]
    [InlineData("var list = await Local([\"x\"]); list.Add(\"z\"); async Task<List<string>> Local(List<string> own) { await payments.RefundAsync(\"x\"); own.Add(\"y\"); return own; }")]
    public void OthersAreNot(string body) => AnalyzerRun.Accepts(Source(body));

    private static string Source(string body) => $$"""
        #pragma warning disable CS8321, CS9113
        using Shop;
        class Box
        {
            public int Count;
            public List<string> Items { get; set; } = [];
            public int Next => Count++;
            public int Twice => Count * 2;
            public void Grow() => Count++;
            public int Sum(int x) => x + Count + Items.Count;
            public static void Change(Box box) => box.Count++;
            public static string Describe(Box box) => $"{box.Count}";
        }
        partial class Orders(IPayments payments, ILog log) { [Chainable] public async Task GoAsync() { {{body}} } }
        """;
}

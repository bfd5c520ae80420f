using AsyncSplit.Generators.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.Generators.Tests.Analyzers;

public sealed class SharedObjectTests
{
    [Theory]
    [InlineData("[|s_last = cart|]; await payments.RefundAsync(\"x\"); cart.Total = 1;", "'cart' (Cart)", "'s_last'", "two objects")]
    [InlineData("[|this._last = cart|]; await payments.RefundAsync(\"x\"); cart.Total++;", "'_last'")]
    [InlineData("var [|mine = _options|]; await payments.RefundAsync(\"x\"); mine.Total = 1;", "'mine' (Cart)", "'_options'")]
    [InlineData("var [|mine = s_last!|]; await payments.RefundAsync(\"x\"); mine.Lines.Add(1);", "'mine' (Cart)", "'s_last'")]
    [InlineData("[|s_carts|][1] = cart; await payments.RefundAsync(\"x\"); cart.Total = 1;", "'s_carts'")]
    [InlineData("[|s_carts|].TryAdd(1, cart); await payments.RefundAsync(\"x\"); cart.Total = 1;", "'s_carts'")]
    [InlineData("[|s_last = cart|]; await payments.RefundAsync(\"x\"); s_last.Total = 1; Use(cart.Total);", "'s_last'")]
    [InlineData("[|s_last = cart|]; try { await payments.RefundAsync(\"x\"); } catch (InvalidOperationException) { cart.Total = 1; }", "'s_last'")]
    [InlineData("var [|mine = s_carts[1]|]; await payments.RefundAsync(\"x\"); mine.Total = 1;", "'mine' (Cart)", "'s_carts'")]
    [InlineData("if (s_carts.TryGetValue(1, [|out var mine|])) { await payments.RefundAsync(\"x\"); mine.Total = 1; }", "'mine' (Cart)", "'s_carts'")]
    [InlineData("[|s_last = cart|]; await payments.RefundAsync(\"x\"); cart.Pay(1);", "'s_last'")]
    public void AnObjectThatIsSharedAndChangedAfterwardsIsReported(string body, params string[] messageParts) => AnalyzerRun.Warns(SharedObject, Source(body), messageParts);

    [Theory]
    [InlineData("s_last = cart; await payments.RefundAsync(\"x\"); Use(cart.Total);")]
    [InlineData("s_last = cart; cart.Total = 1; await payments.RefundAsync(\"x\");")]
    [InlineData("s_last = cart; await payments.RefundAsync(\"x\"); cart = new Cart(); cart.Total = 1;")]
    [InlineData("s_last = cart; s_last = null; await payments.RefundAsync(\"x\"); cart.Total = 1;")]
    [InlineData("s_last = cart; await Task.Run(() => 1).Inline(); cart.Total = 1; await payments.RefundAsync(\"x\");")]
    [InlineData("s_total = cart.Total; await payments.RefundAsync(\"x\"); cart.Total = 1; Use(cart.Total);")]
    [InlineData("var total = s_total; await payments.RefundAsync(\"x\"); total++; Use(total);")]
    [InlineData("s_fixed = fixedCart; await payments.RefundAsync(\"x\"); var next = fixedCart with { Total = 1 }; Use(next.Total);")]
    [InlineData("await payments.RefundAsync(\"x\"); s_last = cart; cart.Total = 1;")]
    [InlineData("var mine = s_carts[1]; await payments.RefundAsync(\"x\"); s_carts.Remove(1); Use(mine.Total);")]
    [InlineData("var total = s_totals[1]; await payments.RefundAsync(\"x\"); total++; Use(total);")]
    [InlineData("if (s_carts.TryGetValue(1, out var mine)) { mine.Total = 2; } await payments.RefundAsync(\"x\"); if (s_carts.TryGetValue(2, out mine)) { mine.Total = 1; }")]
    [InlineData("s_last = cart; await payments.RefundAsync(\"x\"); Use(cart.Sum());")]
    [InlineData("var mine = s_carts[1].Copy(); await payments.RefundAsync(\"x\"); mine.Total = 1;")]
    public void CopiesAndWhatIsNotChangedBehindTheAwaitAreNot(string body) => AnalyzerRun.Accepts(Source(body));

    private static string Source(string body) => $$"""
        #pragma warning disable CS0649, CS0169, CS0414, CS9113
        using Shop;
        class Cart { public int Total { get; set; } public List<int> Lines { get; init; } = []; public void Pay(int sum) => Total -= sum; public int Sum() { var sum = Total; sum += Lines.Count; return sum; } public Cart Copy() => new() { Total = Total }; }
        record FixedCart(int Total);
        partial class Orders(IPayments payments, Cart options)
        {
            private static Cart? s_last;
            private static FixedCart? s_fixed;
            private static int s_total;
            private static readonly Dictionary<int, Cart> s_carts = [];
            private static readonly Dictionary<int, int> s_totals = [];
            private readonly Cart _options = options;
            private Cart? _last;
            [Chainable] public async Task GoAsync(Cart cart, FixedCart fixedCart) { {{body}} }
            private static void Use(int value) => _ = value;
        }
        """;
}

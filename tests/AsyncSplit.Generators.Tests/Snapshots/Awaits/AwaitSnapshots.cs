using AsyncSplit.Generators.Tests.Harness;

namespace AsyncSplit.Generators.Tests.Snapshots.Awaits;

/// <summary>What becomes of each kind of await.</summary>
public sealed class AwaitSnapshots
{
    [Fact]
    public void StraightLine() => Snapshot.Verify(Shop.Split("""
        [Chainable]
        public async Task<Receipt> GoAsync(Order order)
        {
            var quote = await pricing.QuoteAsync(order.Sku, order.Quantity);
            log.Write(quote.Sku);
            var payment = await payments.ChargeAsync(order.Customer, quote.Price);
            return new Receipt(order.Id, payment);
        }
        """).File("Orders.GoAsync"));

    [Fact]
    public void NestedAwaits() => Verify("""
        [Chainable]
        public async Task<string> GoAsync(Order order)
        {
            return order.Id + await payments.ChargeAsync(order.Customer, (await pricing.QuoteAsync(order.Sku, 1)).Price);
        }
        """);

    [Fact]
    public void TailCall() => Verify("""
        [Chainable]
        public async Task<Quote> GoAsync(string sku)
        {
            log.Write(sku);
            return await pricing.QuoteAsync(sku, 1);
        }
        """);

    [Fact]
    public void OpaqueAwait() => Verify("""
        [Chainable]
        public async Task<string> GoAsync(string path)
        {
            var text = await System.IO.File.ReadAllTextAsync(path);
            return text + path;
        }
        """);

    [Fact]
    public void Delay() => Verify("""
        [Chainable]
        public async Task GoAsync(string text)
        {
            await Task.Delay(TimeSpan.FromHours(1));
            log.Write(text);
        }
        """);

    [Fact]
    public void Yield() => Verify("""
        [Chainable]
        public async Task GoAsync(string text)
        {
            await Task.Yield();
            log.Write(text);
        }
        """);

    [Fact]
    public void InlineAwait() => Verify("""
        [Chainable]
        public async Task GoAsync(string path)
        {
            var text = await System.IO.File.ReadAllTextAsync(path).Inline();
            await payments.RefundAsync(text);
            log.Write(text);
        }
        """);

    [Fact]
    public void CancellationTokens() => Verify("""
        [Chainable]
        public async Task<string> GoAsync(string path, CancellationToken cancellationToken = default)
        {
            await payments.RefundAsync(path);
            cancellationToken.ThrowIfCancellationRequested();
            return await System.IO.File.ReadAllTextAsync(path, cancellationToken);
        }
        """);

    [Fact]
    public void ExpressionBody() => Verify("""
        [Chainable]
        public async Task<decimal> GoAsync(string sku) => 2 * (await pricing.QuoteAsync(sku, 1)).Price;
        """);

    [Fact]
    public void ConditionalExpressions() => Verify("""
        [Chainable]
        public async Task<string> GoAsync(Order? order, string? payment)
        {
            var price = order is null ? 0 : (await pricing.QuoteAsync(order.Sku, order.Quantity)).Price;
            return payment ?? await payments.ChargeAsync("nobody", price);
        }
        """);

    [Fact]
    public void Interpolation() => Verify("""
        [Chainable]
        public async Task<string> GoAsync(string sku) => $"{sku.Trim()}: {(await pricing.QuoteAsync(sku, 1)).Price:0.00} ({DateTime.UnixEpoch:d})";
        """);

    private static void Verify(string members, [System.Runtime.CompilerServices.CallerFilePath] string test = "", [System.Runtime.CompilerServices.CallerMemberName] string method = "") =>
        Snapshot.Verify(Shop.EntryPoints(Shop.Split(members).File("Orders.GoAsync")), test, method);
}

using AsyncSplit.Generators.Tests.Harness;

namespace AsyncSplit.Generators.Tests.Snapshots.Statements;

/// <summary>What is left of each statement behind an await in it.</summary>
public sealed class StatementSnapshots
{
    [Fact]
    public void If() => Verify("""
        [Chainable]
        public async Task<decimal> GoAsync(Order order)
        {
            var price = 1m;
            if (order.Quantity > 1)
            {
                price = (await pricing.QuoteAsync(order.Sku, order.Quantity)).Price;
            }
            else
            {
                log.Write("one only");
            }

            return price;
        }
        """);

    [Fact]
    public void While() => Verify("""
        [Chainable]
        public async Task<decimal> GoAsync(string sku)
        {
            var total = 0m;
            while (total < 100)
            {
                var quote = await pricing.QuoteAsync(sku, 1);
                if (quote.Price < 0)
                {
                    continue;
                }

                if (quote.Price == 0)
                {
                    break;
                }

                total += quote.Price;
            }

            return total;
        }
        """);

    [Fact]
    public void For() => Verify("""
        [Chainable]
        public async Task GoAsync(int count)
        {
            for (var index = 0; index < count; index++)
            {
                await payments.RefundAsync($"{index}");
            }

            log.Write("done");
        }
        """);

    [Fact]
    public void ForEachOverAnArray() => Verify(ForEach("string[]"));

    [Fact]
    public void ForEachOverAList() => Verify(ForEach("List<string>"));

    [Fact]
    public void ForEachOverASequence() => Verify(ForEach("IEnumerable<string>"));

    [Fact]
    public void TryCatchFinally() => Verify("""
        [Chainable]
        public async Task<string?> GoAsync(Order order)
        {
            try
            {
                return await payments.ChargeAsync(order.Customer, 1);
            }
            catch (PaymentDeclinedException e) when (e.Message.Length > 3)
            {
                return null;
            }
            finally
            {
                log.Write(order.Id);
            }
        }
        """);

    [Fact]
    public void AwaitInCatch() => Verify("""
        [Chainable]
        public async Task GoAsync(Order order)
        {
            try
            {
                log.Write(order.Id);
            }
            catch (InvalidOperationException e)
            {
                await payments.RefundAsync(order.Id);
                log.Write(e.Message);
                throw;
            }
        }
        """);

    [Fact]
    public void Switch() => Verify("""
        [Chainable]
        public async Task<decimal> GoAsync(Order order)
        {
            var price = 0m;
            switch (order.Quantity)
            {
                case 0:
                    break;
                case 1 or 2:
                    price = (await pricing.QuoteAsync(order.Sku, 1)).Price;
                    break;
                default:
                    throw new InvalidOperationException("too many");
            }

            return price;
        }
        """);

    [Fact]
    public void LocalFunctionsAndConstants() => Verify("""
        [Chainable]
        public async Task<decimal> GoAsync(string sku)
        {
            const decimal Tax = 1.2m;
            var quote = await pricing.QuoteAsync(sku, 1);
            return WithTax(quote.Price);

            decimal WithTax(decimal price) => price * Tax;
        }
        """);

    [Fact]
    public void LiftedFunction() => Snapshot.Verify(Shop.Split("""
        [Chainable]
        public async Task<decimal> GoAsync(string[] skus, int quantity)
        {
            var total = 0m;
            foreach (var sku in skus)
            {
                total += await PriceAsync(sku);
            }

            return total;

            async Task<decimal> PriceAsync(string sku)
            {
                var quote = await pricing.QuoteAsync(sku, quantity);
                log.Write($"{sku}: {quote.Price} behind {total}");
                return quote.Price * quantity;
            }
        }
        """).File("Orders.GoAsync"));

    private static string ForEach(string type) => $$"""
        [Chainable]
        public async Task<decimal> GoAsync({{type}} skus)
        {
            var total = 0m;
            foreach (var sku in skus)
            {
                total += (await pricing.QuoteAsync(sku, 1)).Price;
            }

            return total;
        }
        """;

    private static void Verify(string members, [System.Runtime.CompilerServices.CallerFilePath] string test = "", [System.Runtime.CompilerServices.CallerMemberName] string method = "") =>
        Snapshot.Verify(Shop.EntryPoints(Shop.Split(members).File("Orders.GoAsync")), test, method);
}

using AsyncSplit.Generators.Tests.Harness;

namespace AsyncSplit.Generators.Tests.Debugging;

public sealed class SequencePointTests
{
    [Fact]
    public void EachEntryPointStopsAtTheUsersStatements()
    {
        var symbols = DebugSymbols.Of(GeneratorRun.Of(("Orders.cs", Shop.Orders), ("Contracts.cs", Shop.Contracts)));
        Assert.Equal(["await pricing.QuoteAsync(order.Sku, order.Quantity)"], symbols.Stops("PlaceAsync_Start"));
        Assert.Equal(["var quote = await pricing.QuoteAsync(order.Sku, order.Quantity);", "await payments.ChargeAsync(order.Customer, quote.Price)"], symbols.Stops("PlaceAsync_AfterQuoteAsync"));
        Assert.Equal(["var payment = await payments.ChargeAsync(order.Customer, quote.Price);", "await Task.Delay(TimeSpan.FromDays(2))"], symbols.Stops("PlaceAsync_AfterChargeAsync"));
        Assert.Equal(["await Task.Delay(TimeSpan.FromDays(2));", "return new Receipt(order.Id, payment);"], symbols.Stops("PlaceAsync_AfterDelay"));
        Assert.Equal(["Orders.cs"], symbols.Files("PlaceAsync_AfterDelay"));
    }

    [Fact]
    public void PlumbingIsHidden()
    {
        var symbols = DebugSymbols.Of(GeneratorRun.Of(("Orders.cs", Shop.Orders), ("Contracts.cs", Shop.Contracts)));
        Assert.True(symbols.BeginsHidden("PlaceAsync_AfterQuoteAsync"));
        Assert.True(symbols.BeginsHidden("PlaceAsync_Start"));
    }

    [Fact]
    public void X()
    {
        var symbols = DebugSymbols.Of(Shop.Split("""
            [Chainable]
            public async Task<decimal> GoAsync(Order order, int[] counts)
            {
                var total = 0m; log.Write("starts"); log.Write("really");
                if (counts.Length > 3)
                {
                    log.Write("many");
                    return -1;
                }

                if (counts.Length == 2) { log.Write("two"); return 3; }

                foreach (var count in counts)
                {
                    try
                    {
                        var quote = await pricing.QuoteAsync(
                            order.Sku,
                            count);
                        total += quote.Price;
                        log.Write($"{count}: {total}"); log.Write("next");
                    }
                    catch (PaymentDeclinedException e) when (e.Message.Length > 3)
                    {
                        log.Write(e.Message);
                        await Task.Delay(1000);
                        log.Write("waited");
                    }
                    finally
                    {
                        log.Write("done");
                    }
                }

                while (total > 10)
                {
                    total -= (await pricing.QuoteAsync("x", 1)).Price + Local(total);
                }

                switch (order.Quantity)
                {
                    case 1:
                        await Task.Yield();
                        break;
                    default:
                        log.Write("many");
                        break;
                }

                await Task.Run(() => log.Write("in a lambda"));
                return order.Quantity > 5 ? await TaxAsync(total) : total;

                decimal Local(decimal value)
                {
                    log.Write("local");
                    return value / 2;
                }
            }

            [Chainable]
            public async Task<decimal> TaxAsync(decimal price) => price * (await pricing.QuoteAsync("tax", 1)).Price;
            """));
        var all = new[] { "GoAsync_Start", "GoAsync_AfterQuoteAsync", "GoAsync_AfterDelay", "GoAsync_AfterQuoteAsync2", "GoAsync_AfterYield", "GoAsync_AfterRun", "GoAsync_AfterTaxAsync", "TaxAsync_Start", "TaxAsync_AfterQuoteAsync" }.Select(m => { try { return m + ":\n   " + string.Join("\n   ", symbols.Stops(m)); } catch (KeyNotFoundException) { return m + " -"; } });
        Assert.Fail(string.Join("\n", all));
    }
}

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
    public void BracesAndRestoredLocalsAreHidden()
    {
        var symbols = DebugSymbols.Of(GeneratorRun.Of(("Orders.cs", Shop.Orders), ("Contracts.cs", Shop.Contracts)));
        Assert.All(["PlaceAsync_Start", "PlaceAsync_AfterQuoteAsync", "PlaceAsync_AfterChargeAsync", "PlaceAsync_AfterDelay"], method => Assert.True(symbols.BeginsHidden(method), method));
    }

    [Fact]
    public void AStatementOverSeveralLinesIsOneStop()
    {
        var symbols = Symbols("""
            [Chainable]
            public async Task<decimal> GoAsync(Order order)
            {
                var quote = await pricing.QuoteAsync(
                    order.Sku,
                    order.Quantity);
                return quote.Price
                    + 1;
            }
            """);
        Assert.Equal(["await pricing.QuoteAsync( order.Sku, order.Quantity)"], symbols.Stops("GoAsync_Start"));
        Assert.Equal(["var quote = await pricing.QuoteAsync( order.Sku, order.Quantity);", "return quote.Price + 1;"], symbols.Stops("GoAsync_AfterQuoteAsync"));
    }

    [Fact]
    public void StatementsOnOneLineAreSeveralStops()
    {
        var symbols = Symbols("""
            [Chainable]
            public async Task GoAsync()
            {
                log.Write("a"); await payments.RefundAsync("b"); log.Write("c"); log.Write("d");
            }
            """);
        Assert.Equal(["log.Write(\"a\");", "await payments.RefundAsync(\"b\")"], symbols.Stops("GoAsync_Start"));
        Assert.Equal(["await payments.RefundAsync(\"b\");", "log.Write(\"c\");", "log.Write(\"d\");"], symbols.Stops("GoAsync_AfterRefundAsync"));
    }

    [Fact]
    public void StatementsInsideOnesThatAreNotSplitKeepTheirOwnStops()
    {
        var symbols = Symbols("""
            [Chainable]
            public async Task GoAsync(int count)
            {
                await payments.RefundAsync("b");
                if (count > 3)
                {
                    log.Write("many"); log.Write("more");
                }
            }
            """);
        Assert.Equal(["await payments.RefundAsync(\"b\");", "if (count > 3)", "{", "log.Write(\"many\");", "log.Write(\"more\");", "}"], symbols.Stops("GoAsync_AfterRefundAsync"));
    }

    [Fact]
    public void LoopsAndChoicesStopAtTheirConditions()
    {
        var symbols = Symbols("""
            [Chainable]
            public async Task<decimal> GoAsync(decimal total)
            {
                while (total > 10)
                {
                    total -= (await pricing.QuoteAsync("x", 1)).Price;
                }

                return total < 5 ? await TaxAsync(total) : total;
            }

            [Chainable]
            public async Task<decimal> TaxAsync(decimal price) => price * (await pricing.QuoteAsync("tax", 1)).Price;
            """);
        string[] again = ["await pricing.QuoteAsync(\"x\", 1)", "total > 10", "total < 5", "await TaxAsync(total)", "total"];
        Assert.Equal(again, symbols.Stops("GoAsync_Start"));
        Assert.Equal(["total -= (await pricing.QuoteAsync(\"x\", 1)).Price;", .. again], symbols.Stops("GoAsync_AfterQuoteAsync"));
        Assert.Equal(["price * (await pricing.QuoteAsync(\"tax\", 1)).Price"], symbols.Stops("TaxAsync_AfterQuoteAsync"));
    }

    [Fact]
    public void CatchAndFinallyBlocksStopAtTheirStatements()
    {
        var symbols = Symbols("""
            [Chainable]
            public async Task GoAsync(string payment)
            {
                try
                {
                    await payments.RefundAsync(payment);
                }
                catch (PaymentDeclinedException e)
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
            """);
        Assert.Equal(["await payments.RefundAsync(payment);", "catch (PaymentDeclinedException e)", "log.Write(e.Message);", "await Task.Delay(1000)", "log.Write(\"done\");"], symbols.Stops("GoAsync_AfterRefundAsync"));
        Assert.Equal(["await Task.Delay(1000);", "log.Write(\"waited\");", "log.Write(\"done\");"], symbols.Stops("GoAsync_AfterDelay"));
    }

    [Fact]
    public void AnOpaqueAwaitStopsWhereItStands()
    {
        var symbols = Symbols("""
            [Chainable]
            public async Task GoAsync(int n)
            {
                var text = await Task.Run(() => $"{n}");
                log.Write(text);
            }
            """);
        Assert.Equal(["await Task.Run(() => $\"{n}\")"], symbols.Stops("GoAsync_Start"));
        Assert.Equal(["var text = await Task.Run(() => $\"{n}\");", "log.Write(text);"], symbols.Stops("GoAsync_AfterRun"));
    }

    private static DebugSymbols Symbols(string members) => DebugSymbols.Of(Shop.Split(members));
}

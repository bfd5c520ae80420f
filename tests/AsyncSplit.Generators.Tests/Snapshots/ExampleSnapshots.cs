using AsyncSplit.Generators.Tests.Harness;

namespace AsyncSplit.Generators.Tests.Snapshots;

/// <summary>The example that the documentation writes by hand: it should read the same.</summary>
public sealed class ExampleSnapshots
{
    [Fact]
    public void PlaceAsync() => Snapshot.Verify(GeneratorRun.Of(
        ("Orders.cs", """
            namespace Shop;

            public sealed record Placed(string OrderId, string Payment, int Attempts);

            public partial class Orders(IPricing pricing, IPayments payments, Action<string> log)
            {
                [Chainable]
                public async Task<Placed> PlaceAsync(Order order)
                {
                    var quote = await pricing.QuoteAsync(order.Sku, order.Quantity);
                    var attempts = 0;
                    while (true)
                    {
                        try
                        {
                            attempts++;
                            return new Placed(order.Id, await payments.ChargeAsync(order.Customer, quote.Price), attempts);
                        }
                        catch (PaymentDeclinedException e) when (attempts < 3)
                        {
                            log($"declined: {e.Message}");
                            await Task.Delay(TimeSpan.FromHours(attempts));
                        }
                        finally
                        {
                            log($"attempt {attempts} done");
                        }
                    }
                }
            }
            """),
        ("Contracts.cs", Shop.Contracts)).File("Orders.PlaceAsync"));
}

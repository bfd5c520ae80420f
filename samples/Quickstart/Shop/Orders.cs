using AsyncSplit;
using Microsoft.Extensions.Logging;

namespace Quickstart.Shop;

/// <summary>The handler: each of its awaits ends a step, and what it waits for starts the next one. In between it is not billed.</summary>
public partial class Orders(IPricing pricing, IPayments payments, ILogger<Orders> log)
{
    [Chainable]
    public async Task<Receipt> PlaceAsync(Order order)
    {
        log.LogInformation("{Order}: {Quantity} x {Sku} for {Customer}", order.Id, order.Quantity, order.Sku, order.Customer);
        var quote = await pricing.QuoteAsync(order.Sku, order.Quantity);

        string payment;
        try
        {
            payment = await payments.ChargeAsync(order.Customer, quote.Price);
        }
        catch (PaymentDeclinedException declined)
        {
            log.LogWarning("{Order}: {Reason}; the goods go back", order.Id, declined.Message);
            await pricing.ReleaseAsync(quote);
            return new Receipt(order.Id, Payment: null);
        }

        await Task.Delay(TimeSpan.FromSeconds(2)); // FromDays(2) in a real shop, at the same price
        log.LogInformation("{Order}: delivered", order.Id);
        return new Receipt(order.Id, payment);
    }
}

using AsyncSplit;

namespace LambdaShop;

public sealed record Order(int Id, string Customer, string Sku, int Quantity);

public sealed record Quote(decimal Price);

public sealed record Receipt(int OrderId, string Payment);

public interface IPricing
{
    [Chainable] Task<Quote> QuoteAsync(string sku, int quantity);
}

public interface IPayments
{
    [Chainable] Task<string> ChargeAsync(string customer, decimal amount);
}

public partial class Orders(IPricing pricing, IPayments payments)
{
    [Chainable]
    public async Task<Receipt> PlaceAsync(Order order)
    {
        var quote = await pricing.QuoteAsync(order.Sku, order.Quantity);
        await Task.Delay(TimeSpan.FromMilliseconds(50));
        var payment = await payments.ChargeAsync(order.Customer, quote.Price);
        return new Receipt(order.Id, payment);
    }
}

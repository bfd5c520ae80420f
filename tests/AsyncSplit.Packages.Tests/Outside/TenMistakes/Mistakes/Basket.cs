using AsyncSplit;

namespace TenMistakes;

public class Basket(IPricing pricing)
{
    [Chainable]
    public async Task<string> PriceAsync(string sku)
    {
        var price = await pricing.QuoteAsync(sku);
        return $"{sku}: {price}";
    }
}

using AsyncSplit;

namespace TenMistakes;

public partial class Catalogue(IPricing pricing)
{
    [Chainable]
    public async Task<decimal> TotalAsync(string[] skus)
    {
        var prices = new List<decimal>();
        foreach (var sku in skus)
        {
            prices.Add(await pricing.QuoteAsync(sku));
        }

        return prices.Sum();
    }
}

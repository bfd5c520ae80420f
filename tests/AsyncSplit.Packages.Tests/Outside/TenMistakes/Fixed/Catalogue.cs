using AsyncSplit;

namespace TenMistakes;

public partial class Catalogue(IPricing pricing)
{
    [Chainable]
    public async Task<decimal> TotalAsync(string[] skus)
    {
        var total = 0m;
        foreach (var sku in skus)
        {
            total += await pricing.QuoteAsync(sku);
        }

        return total;
    }
}

using AsyncSplit;

namespace TenMistakes;

public partial class Attempts(IPricing pricing)
{
    [Chainable]
    public async Task<string> AskAsync(string sku)
    {
        var count = 1;
        var price = await pricing.QuoteAsync(sku);
        return $"{price} after {count} attempts";
    }
}

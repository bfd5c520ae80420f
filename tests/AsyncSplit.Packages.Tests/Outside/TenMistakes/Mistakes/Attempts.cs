using AsyncSplit;

namespace TenMistakes;

public partial class Attempts(IPricing pricing)
{
    private int _count;

    [Chainable]
    public async Task<string> AskAsync(string sku)
    {
        _count++;
        var price = await pricing.QuoteAsync(sku);
        return $"{price} after {_count} attempts";
    }
}

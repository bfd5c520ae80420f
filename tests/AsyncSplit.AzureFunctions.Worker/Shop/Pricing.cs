namespace AsyncSplit.AzureFunctions.Worker.Shop;

/// <summary>Split too.</summary>
public partial class Pricing(Ledger ledger) : IPricing
{
    [Chainable]
    public async Task<decimal> QuoteAsync(string sku, int quantity)
    {
        await Task.Delay(TimeSpan.FromSeconds(1));
        ledger.Write($"quote {sku} {quantity}");
        return quantity * 10m;
    }
}

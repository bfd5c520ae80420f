namespace AsyncSplit.AzureFunctions.Worker.Shop;

public interface IPricing
{
    [Chainable]
    Task<decimal> QuoteAsync(string sku, int quantity);
}

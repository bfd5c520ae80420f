namespace AsyncSplit.PostgreSql.Native;

public interface IPrices
{
    [Chainable]
    Task<decimal> PriceAsync(string sku);
}

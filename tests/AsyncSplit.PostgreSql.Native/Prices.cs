namespace AsyncSplit.PostgreSql.Native;

public sealed class Prices : IPrices
{
    public Task<decimal> PriceAsync(string sku) => sku == "none" ? throw new KeyNotFoundException("no such thing") : Task.FromResult(sku.Length * 1.5m);
}

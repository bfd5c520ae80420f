namespace AsyncSplit.Testing.Tests.Callbacks;

public interface IStock
{
    [Chainable]
    Task<int> CountAsync(string sku);
}

public sealed class Stock : IStock
{
    public Task<int> CountAsync(string sku) => Task.FromResult(sku.Length);
}

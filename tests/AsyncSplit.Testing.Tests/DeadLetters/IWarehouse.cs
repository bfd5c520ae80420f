namespace AsyncSplit.Testing.Tests.DeadLetters;

/// <summary>Goods.</summary>
public interface IWarehouse
{
    [Chainable]
    Task<int> ReserveAsync(string item, int quantity);
}

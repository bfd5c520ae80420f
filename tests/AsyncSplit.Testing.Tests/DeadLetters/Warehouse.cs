namespace AsyncSplit.Testing.Tests.DeadLetters;

/// <summary>Has so many of everything.</summary>
public sealed class Warehouse : IWarehouse
{
    public int Stock { get; set; } = 10;

    public Task<int> ReserveAsync(string item, int quantity) =>
        quantity <= Stock ? Task.FromResult(Stock - quantity) : throw new InvalidOperationException($"There are not {quantity} of {item}.");
}

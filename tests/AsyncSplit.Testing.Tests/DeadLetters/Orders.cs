namespace AsyncSplit.Testing.Tests.DeadLetters;

/// <summary>Handlers that fail.</summary>
public sealed partial class Orders(IWarehouse warehouse)
{
    [Chainable]
    public async Task<string> PlaceAsync(string item, int quantity)
    {
        var note = $"{quantity} {item}";
        var left = await warehouse.ReserveAsync(item, quantity);
        if (left < 0 || note.Contains("poison", StringComparison.Ordinal))
        {
            throw new NotSupportedException($"Not {note}.");
        }

        return $"{note}, {left} left";
    }

    [Chainable]
    public async Task<string> PlaceForAsync(string customer, string item, int quantity)
    {
        var placed = await PlaceAsync(item, quantity);
        return $"{customer}: {placed}";
    }

    [Chainable]
    public async Task<string> PlaceLaterAsync(string item)
    {
        await Task.Delay(TimeSpan.FromDays(1));
        return item;
    }
}

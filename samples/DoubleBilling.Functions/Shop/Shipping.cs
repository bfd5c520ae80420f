using AsyncSplit;

namespace DoubleBilling.Functions.Shop;

/// <summary>The second.</summary>
public partial class Shipping(IWarehouse warehouse) : IShipping
{
    [Chainable]
    public async Task<string> ShipAsync(Order order)
    {
        Work.Do(nameof(Shipping), order.Rounds);
        var parcel = await warehouse.PackAsync(order);
        Work.Do(nameof(Shipping), order.Rounds);
        return $"shipped {parcel}";
    }
}

using AsyncSplit;

namespace DoubleBilling.Functions.Shop;

/// <summary>The first of three services.</summary>
public partial class Orders(IShipping shipping)
{
    [Chainable]
    public async Task<string> PlaceAsync(Order order)
    {
        Work.Do(nameof(Orders), order.Rounds);
        var shipment = await shipping.ShipAsync(order);
        Work.Do(nameof(Orders), order.Rounds);
        return $"ordered {shipment}";
    }
}

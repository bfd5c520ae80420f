using AsyncSplit;

namespace DoubleBilling.Functions.Shop;

/// <summary>Sends parcels.</summary>
public interface IShipping
{
    [Chainable]
    Task<string> ShipAsync(Order order);
}

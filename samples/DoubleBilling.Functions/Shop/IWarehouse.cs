using AsyncSplit;

namespace DoubleBilling.Functions.Shop;

/// <summary>Packs parcels.</summary>
public interface IWarehouse
{
    [Chainable]
    Task<string> PackAsync(Order order);
}

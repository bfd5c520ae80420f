using AsyncSplit;

namespace DoubleBilling.Functions.Shop;

/// <summary>A service below a service below a service.</summary>
public interface ILevels
{
    [Chainable]
    Task<int> RunAsync(int depth, Order order);
}

using AsyncSplit;

namespace DoubleBilling.Functions.Shop;

/// <summary>The leaf: it has a robot pack the parcel, which is a job outside of Lambda.</summary>
public partial class Warehouse : IWarehouse
{
    [Chainable]
    public async Task<string> PackAsync(Order order)
    {
        Work.Do(nameof(Warehouse), order.Rounds);

        // The robot takes that long. In a plain run the function waits for it, in a split one nobody does.
        await Task.Delay(order.JobMilliseconds);
        Work.Do(nameof(Warehouse), order.Rounds);
        return "parcel";
    }
}

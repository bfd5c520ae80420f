using AsyncSplit;

namespace DoubleBilling.Functions.Shop;

/// <summary>The leaf: it has a robot pack the parcel, which is a job outside of Lambda.</summary>
public partial class Warehouse(IRobot robot) : IWarehouse
{
    /// <summary>For how long the robot is waited for, here and in <see cref="Levels"/>.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [Chainable]
    public async Task<string> PackAsync(Order order)
    {
        Work.Do(nameof(Warehouse), order.Rounds);

        // In a plain run the function waits for the robot, in a split one nobody does.
        var parcel = await Chain.Callback<string>(done => robot.PackAsync(order, done), Patience);
        Work.Do(nameof(Warehouse), order.Rounds);
        return parcel;
    }
}

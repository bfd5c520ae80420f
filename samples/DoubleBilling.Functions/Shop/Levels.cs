using AsyncSplit;

namespace DoubleBilling.Functions.Shop;

/// <summary>As many levels as one wants: each works, calls the next one, and works again; the last one has the job done.</summary>
/// <param name="robot">Does the job.</param>
/// <param name="next">Gives the level below: made when it is called, since it is one like this.</param>
public partial class Levels(IRobot robot, Func<ILevels> next) : ILevels
{
    [Chainable]
    public async Task<int> RunAsync(int depth, Order order)
    {
        Work.Do(nameof(Levels), order.Rounds);
        var below = 0;
        if (depth > 1)
        {
            below = await next().RunAsync(depth - 1, order);
        }
        else
        {
            await Chain.Callback<string>(done => robot.PackAsync(order, done), Warehouse.Patience);
        }

        Work.Do(nameof(Levels), order.Rounds);
        return below + 1;
    }
}

using AsyncSplit;
using DoubleBilling.Functions.Shop;

namespace DoubleBilling.Functions.Synchronous;

/// <summary>The robot of a function that waits: nobody could complete a callback in its process, so it asks and waits for the answer, and completes it itself.</summary>
internal sealed class WaitingRobot(Robot robot) : IRobot
{
    public async Task PackAsync(Order order, CallbackToken done) => PlainRun.Complete(done, await robot.PackAsync(order));
}

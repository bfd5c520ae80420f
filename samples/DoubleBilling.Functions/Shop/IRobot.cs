using AsyncSplit;

namespace DoubleBilling.Functions.Shop;

/// <summary>The external party: it takes its time, outside of Lambda, and completes a callback when it is done.</summary>
public interface IRobot
{
    /// <summary>Gives it a parcel to pack, for which it takes <see cref="Order.JobMilliseconds"/>.</summary>
    /// <param name="order">What to pack.</param>
    /// <param name="done">What is completed with the parcel.</param>
    Task PackAsync(Order order, CallbackToken done);
}

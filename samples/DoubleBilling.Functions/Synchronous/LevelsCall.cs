using DoubleBilling.Functions.Shop;

namespace DoubleBilling.Functions.Synchronous;

/// <summary>The arguments of <see cref="ILevels.RunAsync"/>.</summary>
internal sealed record LevelsCall(int Depth, Order Order);

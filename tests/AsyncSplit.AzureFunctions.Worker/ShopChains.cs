using AsyncSplit.Hosting;

namespace AsyncSplit.AzureFunctions.Worker;

/// <summary>The handlers, for the tests' own services.</summary>
public static class ShopChains
{
    public static AsyncSplitBuilder AddShop(this AsyncSplitBuilder chains) => chains.AddChainables();
}

namespace AsyncSplit.PostgreSql.Native;

/// <summary>A call, started calls, a timer, an exception, a signal and captured locals.</summary>
public partial class Baskets(IPrices prices)
{
    [Chainable]
    public async Task<string> PayAsync(IReadOnlyList<string> skus)
    {
        var paid = Chain.Signal<string>("paid");
        var first = await prices.PriceAsync(skus[0]);
        var all = await Task.WhenAll(skus.Select(sku => prices.PriceAsync(sku)));
        await Task.Delay(TimeSpan.FromMilliseconds(50));
        try
        {
            await prices.PriceAsync("none");
            return "found";
        }
        catch (KeyNotFoundException e)
        {
            return FormattableString.Invariant($"{await paid} pays {first} of {all.Sum()}: {e.Message}");
        }
    }
}

using AsyncSplit;
using Microsoft.Extensions.Logging;

namespace Quickstart.Shop;

/// <summary>Prices come from a supplier who takes his time. While he does, neither this service nor its caller is billed.</summary>
public partial class Pricing(Supplier supplier, ILogger<Pricing> log) : IPricing
{
    [Chainable]
    public async Task<Quote> QuoteAsync(string sku, int quantity)
    {
        var inquiry = await supplier.AskAsync(sku, quantity);
        log.LogInformation("the supplier answers for {Quantity} x {Sku} in {Seconds} s", quantity, sku, inquiry.AnswerIn.TotalSeconds);
        await Task.Delay(inquiry.AnswerIn);
        return await supplier.FetchAsync(inquiry);
    }

    // Not split: one step, billed from its call to its end.
    public async Task ReleaseAsync(Quote quote)
    {
        await supplier.ReleaseAsync(quote.Hold);
        log.LogInformation("{Hold} is released", quote.Hold);
    }
}

using System;
using System.Threading.Tasks;
using AsyncSplit;

namespace Strict;

/// <summary>Overrides a handler, and has a helper with entry points of its own.</summary>
public sealed partial class SlowOrders(IPricing pricing, IPayments payments) : Orders(pricing, payments, TimeProvider.System)
{
    /// <inheritdoc/>
    [Chainable]
    public override async ValueTask<string?> DescribeAsync(Order order, bool isLong)
    {
        var first = await base.DescribeAsync(order, isLong).ConfigureAwait(false);
        var second = await Again(first ?? "nothing").ConfigureAwait(false);
        return $"{first} {second}";

        static async Task<string> Again(string text)
        {
            await Task.Delay(TimeSpan.FromMinutes(1)).ConfigureAwait(false);
            return text;
        }
    }
}

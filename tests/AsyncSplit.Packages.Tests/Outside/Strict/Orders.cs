using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using AsyncSplit;

namespace Strict;

/// <summary>Handlers of many shapes.</summary>
public partial class Orders(IPricing pricing, IPayments payments, TimeProvider time)
{
    /// <summary>Loops, tries again, waits.</summary>
    [Chainable]
    public async Task<Receipt> PlaceAsync(Order order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var total = 0m;
        foreach (var line in order.Lines)
        {
            total += await pricing.QuoteAsync(line.Sku, line.Quantity).ConfigureAwait(false);
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new Receipt(total, await payments.ChargeAsync(order.Customer, total).ConfigureAwait(false), attempt);
            }
            catch (TimeoutException) when (attempt < 3)
            {
                await Task.Delay(TimeSpan.FromHours(attempt), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Gives back in a catch block, and has a finally block.</summary>
    [Chainable]
    public async Task<int> CancelAsync(Order order, string payment)
    {
        ArgumentNullException.ThrowIfNull(order);
        var count = 0;
        try
        {
            foreach (var (sku, quantity) in order.Lines.Select(line => (line.Sku, line.Quantity)).ToList())
            {
                var (left, place) = await pricing.StockAsync(sku).ConfigureAwait(false);
                count += place is null ? quantity : checked(left + quantity);
            }
        }
        catch (InvalidOperationException e)
        {
            await payments.RefundAsync($"{payment}: {e.Message}").ConfigureAwait(false);
            throw;
        }
        finally
        {
            await payments.RefundAsync(payment).ConfigureAwait(false);
        }

        return count;
    }

    /// <summary>Runs calls side by side.</summary>
    [Chainable]
    public async Task<decimal> QuoteAllAsync(IReadOnlyList<string> skus)
    {
        ArgumentNullException.ThrowIfNull(skus);
        var prices = await Task.WhenAll(skus.Select(async sku => await pricing.QuoteAsync(sku, 1).ConfigureAwait(false))).ConfigureAwait(false);
        var first = pricing.QuoteAsync(skus[0], 2);
        var second = pricing.QuoteAsync(skus[^1], 3);
        return prices.Sum() + await first.ConfigureAwait(false) + await second.ConfigureAwait(false);
    }

    /// <summary>Decides in expressions.</summary>
    [Chainable]
    public virtual async ValueTask<string?> DescribeAsync(Order order, bool isLong)
    {
        ArgumentNullException.ThrowIfNull(order);
        var price = order.Lines is [var only] ? await pricing.QuoteAsync(only.Sku, only.Quantity).ConfigureAwait(false) : 0m;
        return price switch
        {
            0m => null,
            > 100m when isLong => await payments.ChargeAsync(order.Customer, price).ConfigureAwait(false),
            _ => string.Create(null, $"{order.Id}: {price}"),
        };
    }

    /// <summary>Hands a task on.</summary>
    [Chainable]
    public Task<string> PayAsync(string customer, decimal amount) => payments.ChargeAsync(customer, amount);
}

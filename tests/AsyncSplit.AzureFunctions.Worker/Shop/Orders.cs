namespace AsyncSplit.AzureFunctions.Worker.Shop;

public partial class Orders(IPricing pricing, IPayments payments, Ledger ledger)
{
    [Chainable]
    public async Task<Receipt> PlaceAsync(string order, string customer, int quantity)
    {
        ledger.Write($"place {order}");
        var price = await pricing.QuoteAsync("tea", quantity);
        string payment;
        try
        {
            payment = await payments.ChargeAsync(customer, price);
        }
        catch (PaymentDeclinedException declined)
        {
            ledger.Write($"declined {order}: {declined.Message}");
            return new Receipt(order, Payment: null);
        }

        await Task.Delay(TimeSpan.FromSeconds(2));
        ledger.Write($"delivered {order}");
        return new Receipt(order, payment);
    }

    [Chainable]
    public async Task<decimal> JoinAsync(int calls)
    {
        var quotes = Enumerable.Range(1, calls).Select(quantity => pricing.QuoteAsync("tea", quantity)).ToList();
        var prices = await Task.WhenAll(quotes);
        ledger.Write($"joined {calls}");
        return prices.Sum();
    }

    [Chainable]
    public async Task<string> ApproveAsync(string order)
    {
        var by = await Chain.Callback<string>(
            token =>
            {
                ledger.Write($"token {order} {token}");
                return Task.CompletedTask;
            },
            TimeSpan.FromMinutes(10));
        return $"{order} approved by {by}";
    }

    [Chainable]
    public async Task<int> CountAsync(string order, int calls)
    {
        var sum = 0;
        for (var call = 1; call <= calls; call++)
        {
            // Long enough to be killed in the middle.
            await Task.Delay(100).Inline();
            ledger.Write($"count {order} {call}");
            await Task.Yield();
            sum += call;
        }

        ledger.Write($"counted {order} {sum}");
        return sum;
    }

    [Chainable]
    public async Task<int> LargeAsync(int characters)
    {
        var text = string.Concat(Enumerable.Range(0, characters).Select(static index => (char)('a' + (index % 26))));
        await Task.Yield();
        ledger.Write($"large {text.Length} {text[^1]}");
        return text.Length;
    }

    [Chainable]
    public async Task<int> RetryAsync(string customer) => await payments.ChargeAtThirdTimeAsync(customer);

    [Chainable]
    public async Task<int> CrashAsync(string order)
    {
        ledger.Write($"crash {order}");
        await Task.Yield();
        ledger.Write($"crashing {order}");
        Environment.Exit(3);
        return 0;
    }

    [Chainable]
    public async Task LongAsync(string order, CancellationToken cancellationToken)
    {
        ledger.Write($"long {order}");
        await Task.Delay(TimeSpan.FromSeconds(30), cancellationToken).Inline();
        ledger.Write($"ended {order}");
    }
}

namespace AsyncSplit.AzureFunctions.Worker.Shop;

/// <summary>Not split: each call is one step.</summary>
public sealed class Payments(Ledger ledger) : IPayments
{
    private static int s_tries;

    public async Task<string> ChargeAsync(string customer, decimal amount)
    {
        await Task.Delay(50);
        ledger.Write($"charge {customer} {amount}");
        return amount > 100 ? throw new PaymentDeclinedException($"{customer} cannot pay {amount}") : $"payment of {customer}";
    }

    public Task<int> ChargeAtThirdTimeAsync(string customer)
    {
        var tries = Interlocked.Increment(ref s_tries);
        ledger.Write($"try {tries} {customer}");
        return tries < 3 ? throw new InvalidOperationException("the bank does not answer") : Task.FromResult(tries);
    }
}

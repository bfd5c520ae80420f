namespace AsyncSplit.AzureFunctions.Worker.Shop;

public interface IPayments
{
    [Chainable]
    Task<string> ChargeAsync(string customer, decimal amount);

    [Chainable]
    [Retry(MaxAttempts = 3, Delay = "00:00:01")]
    Task<int> ChargeAtThirdTimeAsync(string customer);
}

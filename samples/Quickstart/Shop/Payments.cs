using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Quickstart.Shop;

/// <summary>A service that nobody has split: one step, billed while it talks to the bank. Who calls it cannot tell.</summary>
public sealed class Payments(ILogger<Payments> log) : IPayments
{
    private const decimal CardLimit = 100.00m;

    public async Task<string> ChargeAsync(string customer, decimal amount)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(150)); // the bank's reply
        if (amount > CardLimit)
        {
            throw new PaymentDeclinedException($"the card of {customer} is not good for {amount}");
        }

        log.LogInformation("{Customer} has paid {Amount}", customer, amount);
        return $"payment-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
    }
}

using AsyncSplit;

namespace Quickstart.Shop;

/// <summary>Takes money.</summary>
public interface IPayments
{
    /// <summary>Charges a customer, and gives the payment's number.</summary>
    /// <exception cref="PaymentDeclinedException">The bank said no.</exception>
    [Chainable]
    Task<string> ChargeAsync(string customer, decimal amount);
}

using System.Collections.Generic;
using System.Threading.Tasks;
using AsyncSplit;

namespace Strict;

/// <summary>An order.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Customer">Who pays.</param>
/// <param name="Lines">What is ordered.</param>
public sealed record Order(int Id, string Customer, IReadOnlyList<OrderLine> Lines);

/// <summary>A line of an order.</summary>
/// <param name="Sku">What.</param>
/// <param name="Quantity">How many.</param>
public sealed record OrderLine(string Sku, int Quantity);

/// <summary>What an order came to.</summary>
/// <param name="Total">The price.</param>
/// <param name="Payment">The payment, if there was one.</param>
/// <param name="Attempts">How often it was tried.</param>
public sealed record Receipt(decimal Total, string? Payment, int Attempts);

/// <summary>Prices.</summary>
public interface IPricing
{
    /// <summary>The price of some pieces.</summary>
    [Chainable]
    Task<decimal> QuoteAsync(string sku, int quantity);

    /// <summary>What is left of something.</summary>
    [Chainable]
    ValueTask<(int Left, string? Place)> StockAsync(string sku);
}

/// <summary>Payments.</summary>
public interface IPayments
{
    /// <summary>Takes money.</summary>
    [Chainable]
    Task<string> ChargeAsync(string customer, decimal amount);

    /// <summary>Gives it back.</summary>
    [Chainable]
    Task RefundAsync(string payment);
}

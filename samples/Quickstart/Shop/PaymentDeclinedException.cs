namespace Quickstart.Shop;

/// <summary>The customer's bank said no.</summary>
public sealed class PaymentDeclinedException(string message) : Exception(message);

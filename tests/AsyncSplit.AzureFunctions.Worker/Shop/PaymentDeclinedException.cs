namespace AsyncSplit.AzureFunctions.Worker.Shop;

public sealed class PaymentDeclinedException(string message) : Exception(message);

namespace AsyncSplit.AzureFunctions.Worker.Shop;

public sealed record Receipt(string Order, string? Payment);

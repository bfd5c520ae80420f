namespace Quickstart.Shop;

/// <summary>What becomes of an order. Without a payment it was declined.</summary>
public sealed record Receipt(string OrderId, string? Payment);

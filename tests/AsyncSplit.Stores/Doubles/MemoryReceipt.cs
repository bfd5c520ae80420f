namespace AsyncSplit.Stores.Doubles;

/// <summary>The receipt of a message, good for one delivery of it.</summary>
internal sealed record MemoryReceipt(MemoryMessage Message, long Lease);

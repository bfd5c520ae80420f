namespace AsyncSplit.Queues.Items;

/// <summary>An item as it was read, put together of its parts.</summary>
/// <param name="Stored">The item in the table.</param>
/// <param name="Body">Its content: a JSON object.</param>
internal sealed record TableItem(Item Stored, ReadOnlyMemory<byte> Body);

namespace AsyncSplit.Simulation.Queues;

/// <summary>How many operations a world has taken: what users pay. Refused writes count as writes.</summary>
/// <param name="Sends">Messages sent.</param>
/// <param name="Reads">Items, or pages of items, read.</param>
/// <param name="Writes">Items written or removed.</param>
internal readonly record struct QueueCost(int Sends, int Reads, int Writes)
{
    public static QueueCost operator -(QueueCost more, QueueCost less) => new(more.Sends - less.Sends, more.Reads - less.Reads, more.Writes - less.Writes);
}

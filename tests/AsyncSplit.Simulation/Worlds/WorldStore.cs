using AsyncSplit.Messaging;

namespace AsyncSplit.Simulation.Worlds;

/// <summary>The store of a world, which also queues. It goes by the world's time.</summary>
internal abstract class WorldStore
{
    /// <summary>The time, which only goes forwards: also from one world to the next that has the same store.</summary>
    public WorldTime Time { get; } = new();

    public abstract IChainCommitter Committer { get; }

    public abstract IChainStore Store { get; }

    /// <summary>Leases what is due, without waiting.</summary>
    public abstract List<Delivery> TakeDue(int maxCount);

    /// <summary>Whoever has it is dead, or has lost its lease.</summary>
    public abstract void GiveBack(Delivery delivery, TimeSpan delay);

    /// <summary>When the next queued envelope is due; null when none is queued.</summary>
    public abstract DateTimeOffset? NextDueAt();

    /// <summary>What is there besides chains and their history; empty where there is nothing.</summary>
    public abstract string Describe();

    public ChainRecord? Find(string chainId) => Wait(Store.FindAsync(chainId, CancellationToken.None).AsTask());

    public List<DeadLetter> DeadLetters() => Wait(ListAsync(Store.ListDeadLettersAsync(CancellationToken.None)));

    public int Purge() => Wait(Store.PurgeAsync(DateTimeOffset.MaxValue, int.MaxValue, CancellationToken.None).AsTask());

    /// <summary>In a world, one thing happens after the other.</summary>
    protected static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }
}

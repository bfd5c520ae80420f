using AsyncSplit.Messaging;

namespace AsyncSplit.Stores;

/// <summary>Opens a store for one test, with nothing in it.</summary>
public abstract class StoreFixture
{
    /// <summary>The store as a transport.</summary>
    public abstract IChainTransport Transport { get; }

    /// <summary>The store as what commits are applied to.</summary>
    public abstract IChainCommitter Committer { get; }

    /// <summary>The store as what is asked.</summary>
    public abstract IChainStore Store { get; }

    /// <summary>
    /// Whether queue and store are one. Where they are apart, what is in the queue can be neither taken out nor hurried, and the table does not know who has it: a timer that is of no use is delivered, or goes on,
    /// until it finds out; whoever commits a step first has committed it, with a lease or without; how a future has ended stays known until the chain is purged.
    /// </summary>
    public virtual bool IsOneWithQueue => true;

    /// <summary>Opens it.</summary>
    /// <param name="clock">Says what is due. Moves when the test moves it; what waits for it looks again when it is asked anew.</param>
    public abstract Task OpenAsync(TimeProvider clock);

    /// <summary>Closes it and opens it again, as another process would find it. A store that keeps nothing has nothing to do.</summary>
    public virtual Task ReopenAsync() => Task.CompletedTask;

    /// <summary>How many ends of futures, waits, listeners and signals are kept, for chains of any kind.</summary>
    public abstract Task<int> CountKeptAsync();

    /// <summary>Closes it and removes what it has left.</summary>
    public abstract Task CloseAsync();
}

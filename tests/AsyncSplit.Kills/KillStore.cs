using System.Data.Common;
using AsyncSplit.Hosting;

namespace AsyncSplit.Kills;

/// <summary>A database whose workers are killed.</summary>
public abstract class KillStore
{
    /// <summary>What a worker of its own needs to know: its second argument.</summary>
    public abstract string ConnectionString { get; }

    /// <summary>The store's own tables that are empty when all chains have ended.</summary>
    public abstract IReadOnlyList<string> EmptyTables { get; }

    /// <summary>Keeps the chains in it.</summary>
    public abstract void Use(AsyncSplitBuilder chains);

    /// <summary>Opens a connection for the effects of handlers and for counting.</summary>
    public abstract Task<DbConnection> ConnectAsync();

    /// <summary>Something that happens besides, before a kill: the server may be restarted.</summary>
    /// <param name="kill">Which kill: 0 at first.</param>
    public virtual Task DisturbAsync(int kill) => Task.CompletedTask;
}

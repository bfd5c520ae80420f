namespace AsyncSplit.Stores;

/// <summary>A store in a database that handlers can write to.</summary>
public abstract class DatabaseFixture : StoreFixture
{
    /// <summary>Executes a statement beside the store. Tables without a schema are where the store's are.</summary>
    public abstract Task ExecuteAsync(string sql);

    /// <summary>Counts the rows of a table.</summary>
    public abstract Task<long> CountAsync(string table);
}

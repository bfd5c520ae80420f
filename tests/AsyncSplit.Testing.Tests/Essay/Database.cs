namespace AsyncSplit.Testing.Tests.Essay;

/// <summary>A callee that goes on in a callback of its own: <c>get_from_db</c>, then <c>db_callback</c>.</summary>
public sealed partial class Database(IDatabaseJob job, Calls calls) : IDatabase
{
    [Chainable]
    public async Task<string> GetFromDb(string key)
    {
        calls.Add($"get_from_db {key}");
        var rows = await job.Run(key);
        calls.Add($"db_callback {rows.Length}");
        return string.Join(",", rows);
    }
}

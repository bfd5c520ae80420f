namespace AsyncSplit.Tests.Fixtures;

internal sealed class Database(RunLog log) : IDatabase
{
    public async Task<string> GetAsync(string key)
    {
        log.Add("db.get");
        await Task.Yield();
        return key switch
        {
            "declined" => throw new DeclinedException("declined: no money", 42),
            "unknown" => throw new UnknownException("nobody knows me"),
            "aggregate" => throw new AggregateException("two", new InvalidOperationException("one"), new DeclinedException("two", 2)),
            "argument" => throw new ArgumentException("bad", nameof(key)),
            "cancelled" => throw new TaskCanceledException("gone"),
            _ => $"row({key})",
        };
    }
}

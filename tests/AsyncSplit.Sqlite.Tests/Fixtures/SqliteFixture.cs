using AsyncSplit.Messaging;
using AsyncSplit.Stores;

namespace AsyncSplit.Sqlite.Tests.Fixtures;

/// <summary>A store on a file of its own.</summary>
public sealed class SqliteFixture : DatabaseFixture
{
    private readonly TempDatabase _database = new();
    private SqliteChains? _chains;
    private TimeProvider? _clock;

    public override IChainTransport Transport => _chains!;

    public override IChainCommitter Committer => _chains!;

    public override IChainStore Store => _chains!;

    public override Task OpenAsync(TimeProvider clock)
    {
        _clock = clock;
        _chains = _database.Open(clock, static options => options.Durability = SqliteDurability.ProcessCrash);
        return Task.CompletedTask;
    }

    public override async Task ReopenAsync()
    {
        await _chains!.DisposeAsync();
        await OpenAsync(_clock!);
    }

    public override Task<int> CountKeptAsync() => Task.FromResult(
        (int)(_database.Count("futures") + _database.Count("waits") + _database.Count("wait_futures")
            + _database.Count("remembered_futures") + _database.Count("signals") + _database.Count("listeners")));

    public override Task ExecuteAsync(string sql)
    {
        _database.Execute(sql);
        return Task.CompletedTask;
    }

    public override Task<long> CountAsync(string table) => Task.FromResult(_database.Count(table));

    public override async Task CloseAsync()
    {
        await _chains!.DisposeAsync();
        _database.Dispose();
    }
}

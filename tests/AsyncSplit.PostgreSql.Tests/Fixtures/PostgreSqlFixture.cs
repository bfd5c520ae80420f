using AsyncSplit.Messaging;
using AsyncSplit.Stores;

namespace AsyncSplit.PostgreSql.Tests.Fixtures;

/// <summary>A store in a schema of its own.</summary>
public sealed class PostgreSqlFixture : DatabaseFixture
{
    private TempSchema? _schema;
    private PostgreSqlChains? _chains;
    private TimeProvider? _clock;

    public override IChainTransport Transport => _chains!;

    public override IChainCommitter Committer => _chains!;

    public override IChainStore Store => _chains!;

    public override async Task OpenAsync(TimeProvider clock)
    {
        _schema ??= await TempSchema.CreateAsync();
        _clock = clock;
        _chains = _schema.Open(clock, static options => options.PollInterval = TimeSpan.FromMilliseconds(50));
    }

    public override async Task ReopenAsync()
    {
        await _chains!.DisposeAsync();
        await OpenAsync(_clock!);
    }

    public override async Task<int> CountKeptAsync() => (int)await _schema!.ReadAsync<long>(
        "SELECT (SELECT count(*) FROM @.futures) + (SELECT count(*) FROM @.waits) + (SELECT count(*) FROM @.wait_futures) + (SELECT count(*) FROM @.signals) + (SELECT count(*) FROM @.listeners)");

    public override Task ExecuteAsync(string sql) => _schema!.ExecuteAsync(sql);

    public override Task<long> CountAsync(string table) => _schema!.CountAsync(table);

    public override async Task CloseAsync()
    {
        await _chains!.DisposeAsync();
        await _schema!.DisposeAsync();
    }
}

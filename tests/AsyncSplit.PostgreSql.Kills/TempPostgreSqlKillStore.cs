namespace AsyncSplit.PostgreSql.Kills;

/// <summary>A server of its own, which goes with the run, and crashes once while it lasts.</summary>
public sealed class TempPostgreSqlKillStore : PostgreSqlKillStore, IDisposable
{
    private readonly PostgresServer _server;
    private readonly int _crashAt;

    /// <param name="crashAt">Before which kill it crashes and is started again.</param>
    public TempPostgreSqlKillStore(int crashAt = 10)
        : this(PostgresServer.StartAsync().GetAwaiter().GetResult(), crashAt)
    {
    }

    private TempPostgreSqlKillStore(PostgresServer server, int crashAt)
        : base($"{server.ConnectionString};Search Path=kills") => (_server, _crashAt) = (server, crashAt);

    /// <summary>How often it has crashed.</summary>
    public int Crashes { get; private set; }

    public override async Task DisturbAsync(int kill)
    {
        if (kill == _crashAt)
        {
            await _server.CrashAndRestartAsync();
            Crashes++;
        }
    }

    public void Dispose() => _server.Stop();
}

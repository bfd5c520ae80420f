using AsyncSplit.Kills;
using AsyncSplit.Sqlite.Kills;

return await KillProgram.RunAsync(
    args,
    static connection => new SqliteKillStore(connection["Data Source=".Length..]),
    static () => new TempSqliteKillStore());

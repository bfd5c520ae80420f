using AsyncSplit.Kills;
using AsyncSplit.PostgreSql.Kills;

return await KillProgram.RunAsync(
    args,
    static connection => new PostgreSqlKillStore(connection),
    static () => new TempPostgreSqlKillStore());

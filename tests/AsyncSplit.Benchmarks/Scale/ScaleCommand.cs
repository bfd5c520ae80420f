using System.Globalization;
using AsyncSplit.Benchmarks.Compare.Stores;
using AsyncSplit.PostgreSql.Kills;
using AsyncSplit.Sqlite;

namespace AsyncSplit.Benchmarks.Scale;

/// <summary><c>scale sqlite|postgresql|memory [--chains N] [--rounds N]</c>: so many chains that wait, what each takes, and how those that run get on beside them.</summary>
internal static class ScaleCommand
{
    private const string Usage = "scale sqlite|postgresql|memory [--chains N] [--rounds N]";

    // PostgreSQL knows messages by their chain and id: so most of the chains can be copies of a few, which takes minutes less.
    private const int Copies = 50;

    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var (engine, chains, rounds) = (args.Count > 0 ? args[0] : "", 1_000_000, 5);
        for (var index = 1; index < args.Count; index += 2)
        {
            var value = 0;
            if (index + 1 == args.Count || !int.TryParse(args[index + 1], CultureInfo.InvariantCulture, out value) || value <= 0)
            {
                return Refuse();
            }

            switch (args[index])
            {
                case "--chains":
                    chains = value;
                    break;
                case "--rounds":
                    rounds = value;
                    break;
                default:
                    return Refuse();
            }
        }

        switch (engine)
        {
            case "memory":
                await WaitingInMemory.RunAsync(chains).ConfigureAwait(false);
                return 0;
            case "sqlite":
                await new ScaleRun(static () => new SqliteStore(SqliteDurability.ProcessCrash), chains, rounds, copies: 1).RunAsync().ConfigureAwait(false);
                return 0;
            case "postgresql" when PostgresServer.Missing is null:
                var server = await PostgresServer.StartAsync("-c fsync=on -c synchronous_commit=on").ConfigureAwait(false);
                try
                {
                    await new ScaleRun(() => new PostgreSqlStore(server), chains, rounds, copies: chains >= 2000 * Copies ? Copies : 1).RunAsync().ConfigureAwait(false);
                    return 0;
                }
                finally
                {
                    server.Stop();
                }

            default:
                return Refuse();
        }
    }

    private static int Refuse()
    {
        Console.Error.WriteLine(PostgresServer.Missing is { } missing ? $"{Usage} ({missing})" : Usage);
        return 2;
    }
}

using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AsyncSplit.PostgreSql.Database;

/// <summary>The tables and functions, version by version: <c>Migrations/NNN.sql</c> makes version N of version N - 1. A file that has been released is never changed.</summary>
internal static class Schema
{
    /// <summary>The version that this build reads and writes.</summary>
    public const int Version = 3;

    private static readonly TimeSpan s_retryDelay = TimeSpan.FromMilliseconds(200);

    /// <summary>Creates the schema, or brings it up to date, if need be. A server that is being started is waited for.</summary>
    /// <exception cref="PostgreSqlChainsException">It cannot be used.</exception>
    public static void Prepare(ChainsDatabase database, PostgreSqlChainsOptions options, ILogger logger)
    {
        var started = Stopwatch.GetTimestamp();
        var isLogged = false;
        while (true)
        {
            try
            {
                TryPrepare(database, options.Migrate);
                return;
            }
            catch (Exception exception) when (Faults.PassWhileOpening(exception) && Stopwatch.GetElapsedTime(started) < options.RetryTimeout)
            {
                if (!isLogged)
                {
                    logger.Waiting(exception, database.Name);
                    isLogged = true;
                }

                database.Source.Clear();
                Thread.Sleep(s_retryDelay);
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                throw new PostgreSqlChainsException(Explain(exception, database), exception);
            }
        }
    }

    private static void TryPrepare(ChainsDatabase database, bool migrate)
    {
        using var connection = database.Source.OpenConnection();
        var version = Read(connection, database);
        Check(version, database);
        if (version == Version)
        {
            return;
        }

        if (!migrate)
        {
            throw new PostgreSqlChainsException(
                $"The schema '{database.Schema}' of the database {database.Name} has version {version}, needed is {Version}, and this process is not to migrate it (Migrate = false).");
        }

        Migrate(connection, database);
    }

    private static void Migrate(NpgsqlConnection connection, ChainsDatabase database)
    {
        using var transaction = connection.BeginTransaction();

        // One process at a time, for each schema; it is let go of with the transaction.
        Execute(connection, "SELECT pg_advisory_xact_lock(hashtextextended('AsyncSplit ' || $1, 0))", database.Schema);

        // Again, now that nobody else migrates: another process may have been faster.
        var version = Read(connection, database);
        Check(version, database);
        if (version == 0)
        {
            // Not IF NOT EXISTS alone: that would ask for the right to create schemas where an administrator has made this one.
            if (!Exists(connection, database))
            {
                Execute(connection, database.Sql("CREATE SCHEMA {schema}"));
            }

            Execute(connection, database.Sql("CREATE TABLE {schema}.versions (version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())"));
        }

        for (var next = version + 1; next <= Version; next++)
        {
            Execute(connection, database.Sql(Migration(next)));
            Execute(connection, database.Sql($"INSERT INTO {{schema}}.versions (version) VALUES ({next})"));
        }

        transaction.Commit();
    }

    // 0 where the schema, or our table in it, is not there.
    private static int Read(NpgsqlConnection connection, ChainsDatabase database)
    {
        using var exists = new NpgsqlCommand("SELECT true FROM pg_catalog.pg_tables WHERE schemaname = $1 AND tablename = 'versions'", connection);
        exists.Parameters.Add(new NpgsqlParameter { Value = database.Schema });
        if (exists.ExecuteScalar() is null)
        {
            return 0;
        }

        using var read = new NpgsqlCommand(database.Sql("SELECT max(version) FROM {schema}.versions"), connection);
        return read.ExecuteScalar() is int version ? version : 0;
    }

    private static bool Exists(NpgsqlConnection connection, ChainsDatabase database)
    {
        using var command = new NpgsqlCommand("SELECT true FROM pg_catalog.pg_namespace WHERE nspname = $1", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = database.Schema });
        return command.ExecuteScalar() is not null;
    }

    private static void Check(int version, ChainsDatabase database)
    {
        if (version > Version)
        {
            throw new PostgreSqlChainsException(
                $"The schema '{database.Schema}' of the database {database.Name} has version {version}; this build of AsyncSplit.PostgreSql knows versions up to {Version}. A newer build has migrated it: update this process.");
        }
    }

    private static string Migration(int version)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Migrations/{version:000}.sql")
            ?? throw new InvalidOperationException($"The migration to version {version} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static void Execute(NpgsqlConnection connection, string sql, string? parameter = null)
    {
        using var command = new NpgsqlCommand(sql, connection);
        if (parameter is not null)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        command.ExecuteNonQuery();
    }

    private static string Explain(Exception exception, ChainsDatabase database) => exception switch
    {
        PostgresException { SqlState: "3D000" } => $"The database {database.Name} does not exist. Create it first; its schema is created by itself.",
        PostgresException { SqlState: "42501" } missing => $"The schema '{database.Schema}' of the database {database.Name} cannot be read or migrated: {missing.MessageText}. Grant the right, or let someone migrate who has it.",
        PostgresException { SqlState: "28000" or "28P01" } refused => $"The database {database.Name} refuses this user: {refused.MessageText}.",
        PostgresException { SqlState: "42P07" or "42723" } clash => $"The schema '{database.Schema}' of the database {database.Name} is used by something else: {clash.MessageText}. Give AsyncSplit a schema of its own.",
        PostgresException other => $"The schema '{database.Schema}' of the database {database.Name} cannot be prepared: {other.MessageText} ({other.SqlState})",
        _ => $"The database {database.Name} cannot be reached: {exception.Message}",
    };
}

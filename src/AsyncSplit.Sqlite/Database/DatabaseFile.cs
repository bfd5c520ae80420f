using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AsyncSplit.Sqlite.Database;

/// <summary>The file that a connection string names, and how connections to it are opened.</summary>
internal sealed class DatabaseFile
{
    private readonly SqliteConnectionStringBuilder _connection;

    private DatabaseFile(SqliteConnectionStringBuilder connection) => _connection = connection;

    /// <summary>The file as the connection string has it, for messages.</summary>
    public string Name => _connection.DataSource;

    /// <summary>Reads a connection string; touches no file.</summary>
    /// <exception cref="ArgumentException">It cannot be read, or what it asks for cannot keep chains.</exception>
    public static DatabaseFile Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        SqliteConnectionStringBuilder connection;
        try
        {
            connection = new SqliteConnectionStringBuilder(connectionString);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            // The string itself may hold a password: only what is wrong with it is repeated.
            throw new ArgumentException(
                $"The SQLite connection string cannot be read: {exception.Message} Expected is a string such as \"Data Source=chains.db\".", nameof(connectionString), exception);
        }

        if (string.IsNullOrWhiteSpace(connection.DataSource))
        {
            throw new ArgumentException("The SQLite connection string names no file. Expected is a string such as \"Data Source=chains.db\".", nameof(connectionString));
        }

        if (connection.Mode == SqliteOpenMode.Memory || connection.DataSource.Contains(":memory:", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException("A SQLite database in memory keeps no chains. Use UseInMemory() for chains that need not outlive the process.", nameof(connectionString));
        }

        if (connection.Mode == SqliteOpenMode.ReadOnly)
        {
            throw new ArgumentException("The SQLite connection string says Mode=ReadOnly; chains cannot be run without writing.", nameof(connectionString));
        }

        // Connections live as long as the store: a pool would keep the file open behind its back. A private cache is what WAL is made for.
        connection.Pooling = false;
        connection.Cache = SqliteCacheMode.Private;
        return new DatabaseFile(connection);
    }

    /// <summary>Opens the connection that writes, and brings the schema up to date.</summary>
    /// <exception cref="SqliteChainsException">The file cannot be used.</exception>
    public SqliteConnection OpenWriter() => Open(connection =>
    {
        if (raw.sqlite3_db_readonly(connection.Handle, "main") == 1)
        {
            throw new SqliteChainsException($"The SQLite database '{Name}' is read-only; chains cannot be run without writing. Check the permissions of the file and of its directory.");
        }

        Schema.Check(connection, Name);
        UseWriteAheadLog(connection);
        Schema.Migrate(connection, Name);
    });

    /// <summary>Opens a connection for reading beside the writer.</summary>
    /// <exception cref="SqliteChainsException">The file cannot be used.</exception>
    public SqliteConnection OpenReader() => Open(static connection => connection.Execute("PRAGMA query_only = 1"));

    /// <summary>Opens a connection for a step's own writes, beside the writer.</summary>
    /// <exception cref="SqliteChainsException">The file cannot be used.</exception>
    public SqliteConnection OpenStep(SqliteDurability durability) => Open(connection =>
    {
        connection.Execute(durability == SqliteDurability.PowerLoss ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
    });

    private SqliteConnection Open(Action<SqliteConnection> prepare)
    {
        var connection = new SqliteConnection(_connection.ConnectionString);
        try
        {
            connection.Open();
            connection.Execute("PRAGMA busy_timeout = 5000");
            prepare(connection);
            return connection;
        }
        catch (Exception exception)
        {
            connection.Dispose();
            if (exception is SqliteException failure)
            {
                throw new SqliteChainsException(Explain(failure), failure);
            }

            throw;
        }
    }

    private void UseWriteAheadLog(SqliteConnection connection)
    {
        using var statement = new Statement(connection, "PRAGMA journal_mode = WAL");
        var mode = statement.Text();
        if (mode != "wal")
        {
            throw new SqliteChainsException($"The SQLite database '{Name}' cannot use a write-ahead log (its journal mode stays '{mode}'). It must be a file on a local disk.");
        }

        // After a burst the log shrinks again.
        connection.Execute("PRAGMA journal_size_limit = 67108864");

        // Where many chains wait, indices are larger than the 2 MB that SQLite keeps in memory unless it is told otherwise.
        connection.Execute("PRAGMA cache_size = -65536");
    }

    private string Explain(SqliteException exception) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_NOTADB => $"'{Name}' is no SQLite database (or an encrypted one).",
        raw.SQLITE_CORRUPT => $"The SQLite database '{Name}' is damaged: {exception.Message}",
        raw.SQLITE_READONLY => $"The SQLite database '{Name}' is read-only; chains cannot be run without writing. Check the permissions of the file and of its directory.",
        raw.SQLITE_CANTOPEN => ExplainCannotOpen(exception),
        raw.SQLITE_BUSY => $"The SQLite database '{Name}' is locked by another program: {exception.Message}",
        _ => $"The SQLite database '{Name}' cannot be opened: {exception.Message}",
    };

    private string ExplainCannotOpen(SqliteException exception)
    {
        if (Name.StartsWith("file:", StringComparison.OrdinalIgnoreCase) || Name.StartsWith('|'))
        {
            return $"The SQLite database '{Name}' cannot be opened: {exception.Message}";
        }

        var path = Path.GetFullPath(Name);
        var directory = Path.GetDirectoryName(path);
        return Directory.Exists(path) ? $"'{path}' is a directory; a SQLite database is a file."
            : !Directory.Exists(directory) ? $"The directory '{directory}' of the SQLite database '{Name}' does not exist. Create it first."
            : !File.Exists(path) && _connection.Mode == SqliteOpenMode.ReadWrite ? $"The SQLite database '{path}' does not exist, and Mode=ReadWrite does not create it."
            : $"The SQLite database '{path}' cannot be opened: {exception.Message} Check the permissions of the file and of its directory.";
    }
}

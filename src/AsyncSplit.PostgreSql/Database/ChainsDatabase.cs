using System.Text;
using System.Transactions;
using Npgsql;

namespace AsyncSplit.PostgreSql.Database;

/// <summary>The schema that chains are kept in, and how connections to it are opened.</summary>
internal sealed class ChainsDatabase : IAsyncDisposable, IDisposable
{
    private readonly string _quotedSchema;
    private readonly bool _isOwned;

    private ChainsDatabase(NpgsqlDataSource source, bool isOwned, string name, string schema)
    {
        _isOwned = isOwned;
        Source = source;
        Name = name;
        Schema = schema;
        Channel = "asyncsplit:" + schema;
        _quotedSchema = Quote(schema);
    }

    /// <summary>Where connections come from.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>Server and database, for messages.</summary>
    public string Name { get; }

    /// <summary>The schema's name.</summary>
    public string Schema { get; }

    /// <summary>The channel of <c>NOTIFY</c>.</summary>
    public string Channel { get; }

    /// <summary>Reads a connection string; connects to nothing.</summary>
    /// <exception cref="ArgumentException">It cannot be read, or what it asks for cannot keep chains.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        NpgsqlConnectionStringBuilder connection;
        try
        {
            connection = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException or InvalidCastException or KeyNotFoundException)
        {
            // The string itself may hold a password: only what is wrong with it is repeated.
            throw new ArgumentException(
                $"The PostgreSQL connection string cannot be read: {exception.Message} Expected is a string such as \"Host=localhost;Database=orders;Username=orders\".", nameof(connectionString), exception);
        }

        if (string.IsNullOrWhiteSpace(connection.Host))
        {
            throw new ArgumentException("The PostgreSQL connection string names no host. Expected is a string such as \"Host=localhost;Database=orders;Username=orders\".", nameof(connectionString));
        }

        if (connection.Multiplexing)
        {
            throw new ArgumentException("The PostgreSQL connection string says Multiplexing=true; transactions and LISTEN need connections of their own.", nameof(connectionString));
        }

        // A step's commit is a transaction of its own, whatever is ambient where it is made.
        connection.Enlist = false;
        connection.ApplicationName ??= "AsyncSplit";
        if (connection.MaxAutoPrepare == 0)
        {
            connection.MaxAutoPrepare = 32;
            connection.AutoPrepareMinUsages = 2;
        }

        // A listener that hears nothing for long has to notice that nobody speaks any more.
        if (connection.KeepAlive == 0)
        {
            connection.KeepAlive = 15;
        }

        return connection;
    }

    /// <summary>Makes the source of connections; connects to nothing.</summary>
    public static ChainsDatabase Of(string connectionString, string schema)
    {
        var connection = Parse(connectionString);
        var builder = new NpgsqlSlimDataSourceBuilder(connection.ConnectionString);
        builder.EnableArrays();
        builder.EnableTransportSecurity();
        builder.EnableIntegratedSecurity();
        return new ChainsDatabase(builder.Build(), isOwned: true, NameOf(connection), schema);
    }

    /// <summary>Takes connections from a source that is someone else's.</summary>
    /// <exception cref="ArgumentException">Its connections cannot keep chains.</exception>
    public static ChainsDatabase Of(NpgsqlDataSource source, string schema)
    {
        ArgumentNullException.ThrowIfNull(source);
        var connection = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        return connection.Multiplexing
            ? throw new ArgumentException("The data source says Multiplexing=true; transactions and LISTEN need connections of their own.", nameof(source))
            : new ChainsDatabase(source, isOwned: false, NameOf(connection), schema);
    }

    /// <summary>Opens a connection. What is done on it belongs to no transaction that is ambient where it is opened.</summary>
    public async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken = default)
    {
        using var none = Transaction.Current is null ? null : new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
        return await Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The statement with the schema's name in place of <c>{schema}</c>.</summary>
    public string Sql(string text) => text.Replace("{schema}", _quotedSchema, StringComparison.Ordinal);

    public static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A text that PostgreSQL takes: without NUL and halves of surrogate pairs.</summary>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.Contains('\0'))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune.Value == 0 ? Rune.ReplacementChar.ToString() : rune.ToString());
        }

        return clean.ToString();
    }

    public ValueTask DisposeAsync() => _isOwned ? Source.DisposeAsync() : ValueTask.CompletedTask;

    public void Dispose()
    {
        if (_isOwned)
        {
            Source.Dispose();
        }
    }

    private static string NameOf(NpgsqlConnectionStringBuilder connection) => $"{connection.Database ?? connection.Username} on {connection.Host}:{connection.Port}";
}

using System.Text;

namespace AsyncSplit.PostgreSql;

/// <summary>How a process works with its database.</summary>
public sealed class PostgreSqlChainsOptions
{
    private const int MaxSchemaBytes = 50;

    /// <summary>The schema that tables and functions are in. It is created if it is not there. Processes that share chains use the same one.</summary>
    public string Schema { get; set; } = "asyncsplit";

    /// <summary>Whether this process creates the schema and brings it up to date. Without it, a schema that is not up to date is refused: someone else migrates.</summary>
    public bool Migrate { get; set; } = true;

    /// <summary>For how long a delivery belongs to a process that no longer renews it: when a process has died, its envelopes are delivered again after this time at the latest.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often to look although nobody has said anything. What another process writes wakes this one by <c>NOTIFY</c>; looking finds what a notification that was lost with its process or connection would
    /// have told.
    /// </summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>For how long connecting, reading and writing is tried again when the server restarts or the connection is lost, before the caller gets the exception.</summary>
    public TimeSpan RetryTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many commits at most go into one transaction.</summary>
    public int MaxBatch { get; set; } = 512;

    /// <summary>The largest envelope that is accepted, in bytes.</summary>
    public int MaxEnvelopeBytes { get; set; } = 16 * 1024 * 1024;

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Schema, nameof(Schema));
        if (Encoding.UTF8.GetByteCount(Schema) > MaxSchemaBytes || Schema.Contains('\0') || Schema.StartsWith("pg_", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"'{Schema}' cannot be the name of the schema: at most {MaxSchemaBytes} bytes, not beginning with pg_.", nameof(Schema));
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(LeaseDuration, TimeSpan.Zero, nameof(LeaseDuration));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(LeaseDuration, TimeSpan.FromDays(1), nameof(LeaseDuration));
        ArgumentOutOfRangeException.ThrowIfLessThan(PollInterval, TimeSpan.FromMilliseconds(1), nameof(PollInterval));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(PollInterval, TimeSpan.FromMinutes(1), nameof(PollInterval));
        ArgumentOutOfRangeException.ThrowIfLessThan(RetryTimeout, TimeSpan.Zero, nameof(RetryTimeout));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxBatch, nameof(MaxBatch));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxBatch, 10_000, nameof(MaxBatch));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxEnvelopeBytes, nameof(MaxEnvelopeBytes));

        // A value of PostgreSQL has at most a gigabyte; an envelope takes its place in a batch beside others.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxEnvelopeBytes, 256 * 1024 * 1024, nameof(MaxEnvelopeBytes));
    }
}

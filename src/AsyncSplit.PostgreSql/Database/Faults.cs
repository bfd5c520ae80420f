using System.Net.Sockets;
using Npgsql;

namespace AsyncSplit.PostgreSql.Database;

/// <summary>Which failures pass by themselves.</summary>
internal static class Faults
{
    /// <summary>What <c>commit_batch</c> says of a batch that has been applied.</summary>
    public const string BatchApplied = "AS001";

    /// <summary>A statement of the transaction has failed, and it can only be rolled back.</summary>
    public const string TransactionAborted = "25P02";

    /// <summary>There is no transaction.</summary>
    public const string NoTransaction = "25P01";

    /// <summary>The transaction has no such savepoint.</summary>
    public const string NoSavepoint = "3B001";

    /// <summary>Whether the same may succeed a moment later.</summary>
    public static bool Pass(Exception exception) => exception switch
    {
        PostgresException postgres => Passes(postgres.SqlState),

        // What is not the server's answer is the way to it: a connection that is lost, refused or too slow.
        NpgsqlException or SocketException or IOException or TimeoutException => true,
        _ => false,
    };

    /// <summary>Whether a server that cannot be connected to may be there a moment later: it starts, or the way to it is interrupted.</summary>
    public static bool PassWhileOpening(Exception exception) => exception switch
    {
        PostgresException postgres => Passes(postgres.SqlState),
        NpgsqlException { IsTransient: true } or TimeoutException => true,
        _ => false,
    };

    /// <summary>Whether the connection is still good.</summary>
    public static bool LeaveConnection(Exception exception) => exception is PostgresException { SqlState: var state } && !IsShutdown(state);

    // Connection exceptions, insufficient resources, shutdowns and time-outs, serialization failures and deadlocks, locks.
    private static bool Passes(string state) =>
        state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal) || IsShutdown(state) || state is "57014" or "40001" or "40P01" or "55P03" or "58030";

    private static bool IsShutdown(string state) => state.StartsWith("57P", StringComparison.Ordinal);
}

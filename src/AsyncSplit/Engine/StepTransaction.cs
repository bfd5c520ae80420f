using System.Data.Common;

namespace AsyncSplit;

/// <summary>The transaction that commits a step. The step's end commits it or rolls it back: a handler does neither, nor disposes of it.</summary>
/// <param name="Connection">The connection, opened. What is executed on it belongs to the transaction.</param>
/// <param name="Transaction">The transaction, for what wants to be told: <see cref="DbCommand.Transaction"/>, Dapper, Entity Framework's <c>UseTransaction</c>.</param>
public sealed record StepTransaction(DbConnection Connection, DbTransaction Transaction);

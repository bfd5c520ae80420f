using AsyncSplit.PostgreSql.Database;
using AsyncSplit.PostgreSql.Writing;
using Npgsql;

namespace AsyncSplit.PostgreSql.Steps;

/// <summary>The transaction of one step, from the first write of its handler to the step's commit.</summary>
internal sealed class OpenStep(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
{
    private const string Savepoint = "asyncsplit_step";

    public StepTransaction Transaction { get; } = new(connection, transaction);

    public static async Task<OpenStep> BeginAsync(ChainsDatabase database)
    {
        var connection = await database.OpenAsync().ConfigureAwait(false);
        try
        {
            var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);

            // What tells at the end that it is still the same transaction.
            await transaction.SaveAsync(Savepoint).ConfigureAwait(false);
            return new OpenStep(connection, transaction);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Commits what the handler has written, with the step.</summary>
    /// <returns>False when the step is superseded: then nothing is committed.</returns>
    /// <exception cref="InvalidOperationException">The handler has ended the transaction itself.</exception>
    public async Task<bool> CommitAsync(CommitBatch batch, ChainsDatabase database)
    {
        try
        {
            await transaction.ReleaseAsync(Savepoint).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is InvalidOperationException or PostgresException { SqlState: Faults.NoTransaction or Faults.NoSavepoint })
        {
            throw new InvalidOperationException("The step's transaction was committed, rolled back or disposed of by the handler. It ends with the step: leave that to AsyncSplit.", exception);
        }

        using var command = batch.ToCommand(database.Sql, connection, transaction);
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            await reader.ReadAsync().ConfigureAwait(false);
            if (!reader.IsDBNull(0))
            {
                return false;
            }
        }

        await transaction.CommitAsync().ConfigureAwait(false);
        return true;
    }

    /// <summary>Undoes what is not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }
}

using AsyncSplit.Messaging;
using AsyncSplit.PostgreSql.Database;
using AsyncSplit.PostgreSql.Steps;
using AsyncSplit.PostgreSql.Writing;
using Npgsql;

namespace AsyncSplit.PostgreSql;

/// <content>Steps whose handlers write in the step's transaction.</content>
public sealed partial class PostgreSqlChains : IStepTransactions
{
    /// <inheritdoc/>
    public ValueTask<StepTransaction> BeginAsync(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ObjectDisposedException.ThrowIf(_closed is not null, this);
        return new ValueTask<StepTransaction>(TransactionOfAsync(_steps.BeginAsync(delivery)));

        static async Task<StepTransaction> TransactionOfAsync(Task<OpenStep> step) => (await step.ConfigureAwait(false)).Transaction;
    }

    // The step is committed on the connection that its handler has written on; what the writer keeps in mind is told to it. Null where the writer is to commit it: what the handler has written is undone.
    private async Task<CommitResult?> CommitAsync(Task<OpenStep> opening, CommitWork work)
    {
        try
        {
            var step = await opening.ConfigureAwait(false);
            if (work.Commit is { DeadLetter: not null, Completed: null })
            {
                return null;
            }

            var batch = new CommitBatch([work], _clock.GetUtcNow(), 0);
            if (!await step.CommitAsync(batch, _database).ConfigureAwait(false))
            {
                _writer.Forget(work.Lease!);
                return CommitResult.Superseded;
            }

            _writer.Notice(work, batch.Queues);
            return CommitResult.Applied;
        }
        catch (PostgresException exception) when (exception.SqlState == Faults.TransactionAborted && work.Commit.Step?.Outcome is StepOutcomeKind.Throw or StepOutcomeKind.Retry)
        {
            // A statement of the handler has failed, and the handler with it: the database has undone what it had written, as it would have without a split.
            return null;
        }
        catch (PostgresException exception) when (exception.SqlState == Faults.TransactionAborted)
        {
            throw new InvalidOperationException(
                "A statement of the handler has failed and the handler has gone on; PostgreSQL commits nothing of such a transaction. Let the exception end the step, or use a savepoint (DbTransaction.SaveAsync).", exception);
        }
        finally
        {
            await StepTransactions.EndAsync(opening).ConfigureAwait(false);
        }
    }
}

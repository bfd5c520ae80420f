using AsyncSplit.Messaging;
using AsyncSplit.Sqlite.Steps;
using AsyncSplit.Sqlite.Writing;

namespace AsyncSplit.Sqlite;

/// <content>Steps whose handlers write in the step's transaction.</content>
public sealed partial class SqliteChains : IStepTransactions
{
    /// <inheritdoc/>
    public ValueTask<StepTransaction> BeginAsync(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var step = _steps.BeginAsync(delivery);
        return new ValueTask<StepTransaction>(TransactionOfAsync(step));

        static async Task<StepTransaction> TransactionOfAsync(Task<OpenStep> step) => (await step.ConfigureAwait(false)).Transaction;
    }

    // The step is committed on the connection that its handler has written on; what the writer keeps in mind is told to it.
    private async Task<CommitResult> CommitAsync(Task<OpenStep> opening, Delivery delivery, StepCommit commit)
    {
        var step = await opening.ConfigureAwait(false);
        var work = new CommitWork(delivery, commit);
        bool kept;
        try
        {
            kept = await Task.Run(() => step.Commit(work, _clock.GetUtcNow())).ConfigureAwait(false);
        }
        finally
        {
            _steps.End(step);
        }

        _writer.Notice();
        if (kept && work.EndedChain is { } chain)
        {
            _waiters.Signal(chain);
        }

        return kept ? CommitResult.Applied : CommitResult.Superseded;
    }

    private Task UndoAsync(Delivery delivery) => _steps.TryTake(delivery, out var step) ? UndoAsync(step) : Task.CompletedTask;

    private async Task UndoAsync(Task<OpenStep> opening)
    {
        OpenStep step;
        try
        {
            step = await opening.ConfigureAwait(false);
        }
        catch (Exception)
        {
            // It was never begun: whoever asked for it has the exception.
            return;
        }

        _steps.End(step);
    }
}

using AsyncSplit.Messaging;

namespace AsyncSplit;

/// <content>The handler's own writes in the transaction that commits the step.</content>
public sealed partial class ChainStep
{
    private readonly Lock _lock = new();
    private Task<StepTransaction>? _transaction;
    private bool _hasEnded;

    /// <summary>What the step runs for.</summary>
    internal Delivery? Delivery { get; init; }

    /// <summary>The store, if it can; null if it cannot.</summary>
    internal IStepTransactions? Transactions { get; init; }

    /// <summary>Whether the handler has asked for the transaction.</summary>
    internal bool HasTransaction => _transaction is not null;

    /// <summary>
    /// Joins the transaction that commits this step: what the handler writes in it becomes visible together with what the step sends, once, however often the step is repeated. Asked again, it is the same one.
    /// </summary>
    /// <remarks>
    /// It is committed with the step, whether the step returns, calls or throws, and rolled back when the step is not committed: the step runs again then. A handler neither commits it nor disposes of it.
    /// Whatever the database locks for it is locked until the step ends; so open it late.
    /// </remarks>
    /// <exception cref="NotSupportedException">The store is no database that a handler could write to.</exception>
    /// <exception cref="InvalidOperationException">The step has ended: it is asked by something that the handler has left running.</exception>
    public ValueTask<StepTransaction> BeginTransactionAsync(CancellationToken cancellationToken = default)
    {
        if (Transactions is null || Delivery is null)
        {
            throw new NotSupportedException(
                "The store that these chains are kept in has no transaction for a handler's own writes: use a database (UseSqlite, UsePostgreSql), or make the writes recognisable by ChainStep.Current.MessageId, which is the same when the step is repeated.");
        }

        lock (_lock)
        {
            if (_hasEnded)
            {
                throw new InvalidOperationException($"The step {EntryPoint} has ended: nothing can be written in its transaction any more.");
            }

            _transaction ??= Transactions.BeginAsync(Delivery).AsTask();
        }

        return new ValueTask<StepTransaction>(_transaction.WaitAsync(cancellationToken));
    }

    /// <summary>The handler has come back: what it has left running belongs to no step.</summary>
    internal void End()
    {
        lock (_lock)
        {
            _hasEnded = true;
        }
    }
}

namespace AsyncSplit.Sqlite.Reading;

/// <summary>What a caller wants to have read.</summary>
internal abstract class ReadWork
{
    /// <summary>Reads, and tells the caller.</summary>
    public abstract void Run(ReadStatements statements);
}

/// <inheritdoc/>
internal sealed class ReadWork<T>(Func<ReadStatements, T> read, CancellationToken cancellationToken) : ReadWork
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Task => _completion.Task;

    public override void Run(ReadStatements statements)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            _completion.TrySetCanceled(cancellationToken);
            return;
        }

        try
        {
            _completion.TrySetResult(read(statements));
        }
        catch (Exception exception)
        {
            _completion.TrySetException(exception);
        }
    }
}

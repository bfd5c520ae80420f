namespace AsyncSplit.Sqlite.Reading;

/// <inheritdoc/>
/// <typeparam name="T">What the caller gets.</typeparam>
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

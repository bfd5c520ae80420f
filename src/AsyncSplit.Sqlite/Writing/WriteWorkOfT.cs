namespace AsyncSplit.Sqlite.Writing;

/// <inheritdoc/>
/// <typeparam name="T">What the caller gets.</typeparam>
internal abstract class WriteWork<T> : WriteWork
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    /// <summary>Ends when the transaction is committed or has failed.</summary>
    public Task<T> Task => _completion.Task;

    public sealed override bool Execute(WriterStatements statements, DateTimeOffset now)
    {
        var kept = Execute(statements, now, out var result);
        _result = result;
        return kept;
    }

    public sealed override void Succeed() => _completion.TrySetResult(_result);

    public sealed override void Fail(Exception exception) => _completion.TrySetException(exception);

    /// <inheritdoc cref="WriteWork.Execute(WriterStatements, DateTimeOffset)"/>
    protected abstract bool Execute(WriterStatements statements, DateTimeOffset now, out T result);
}

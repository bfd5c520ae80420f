using System.Runtime.ExceptionServices;

namespace AsyncSplit.Runtime;

/// <summary>With what an entry point is resumed: the end of an await that has no result.</summary>
public readonly struct Resumed(Exception? exception)
{
    /// <summary>Throws what the await threw, with its stack trace; else does nothing.</summary>
    public void GetResult()
    {
        if (exception is not null)
        {
            ExceptionDispatchInfo.Throw(exception);
        }
    }

    /// <summary>The end of an await of a task that may have stood for started calls: throws what that throws.</summary>
    public void GetResult(Task task)
    {
        GetResult();
        task.GetAwaiter().GetResult();
    }

    /// <summary>The end of an await of a task that may have stood for started calls: its result, or what it throws.</summary>
    public T GetResult<T>(Task<T> task)
    {
        GetResult();
        return task.GetAwaiter().GetResult();
    }
}

/// <summary>With what an entry point is resumed: the result or exception of the await.</summary>
public readonly struct Resumed<T>
{
    private readonly T _result;
    private readonly Exception? _exception;

    public Resumed(T result) => _result = result;

    public Resumed(Exception exception)
    {
        _result = default!;
        _exception = exception;
    }

    /// <summary>The awaited result. Throws what the await threw, with its stack trace.</summary>
    public T Result
    {
        get
        {
            if (_exception is not null)
            {
                ExceptionDispatchInfo.Throw(_exception);
            }

            return _result;
        }
    }

    /// <summary>Throws what the await threw, with its stack trace; the result is not wanted.</summary>
    public void GetResult() => _ = Result;
}

using AsyncSplit.Futures;

namespace AsyncSplit.Runtime;

/// <content>What the world outside ends: callbacks and signals.</content>
public sealed partial class StepFutures
{
    private readonly List<Task> _starting = [];
    private readonly List<(string Name, string FutureId)> _listening = [];
    private readonly HashSet<string> _captured = new(StringComparer.Ordinal);

    /// <summary>Makes the token of a callback: of a future, the type of its value, and the time after which it is worth nothing.</summary>
    internal Func<string, string, TimeSpan, CallbackToken>? TokenOf { get; init; }

    /// <summary>The signals that futures of the step are settled by, and which it has captured: nobody could hear the others.</summary>
    internal IEnumerable<(string Name, string FutureId)> Listening => _listening.Where(listening => _captured.Contains(listening.FutureId));

    /// <summary>The futures of callbacks and signals that have not ended, and that the step has neither captured nor made: nobody can await them any more.</summary>
    internal IEnumerable<string> Abandoned => _byTask.Values
        .Where(future => future is StartedFuture { IsOfValue: true } && !future.Task.IsCompleted && !_captured.Contains(future.Id) && !_listening.Exists(listening => listening.FutureId == future.Id))
        .Select(static future => future.Id);

    /// <summary>What is captured from now on is what the step ends with.</summary>
    internal void BeginCapture() => _captured.Clear();

    /// <summary>A future stands in the state that is captured.</summary>
    internal void Capture(Future future) => _captured.Add(future.Id);

    /// <summary><c>Chain.Callback&lt;T></c>.</summary>
    /// <param name="valueType">What the value's type is called in <see cref="ChainRegistry.AddValue"/>.</param>
    /// <param name="start">Gets the token.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">What <c>Chain.Callback</c> refuses.</exception>
    public Task<T> Callback<T>(string valueType, Func<CallbackToken, Task> start, TimeSpan timeout)
    {
        var source = new TaskCompletionSource<T>();
        Begin(valueType, start, timeout, source.Task, exception => source.TrySetException(exception));
        return source.Task;
    }

    /// <summary><c>Chain.Callback</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">What <c>Chain.Callback</c> refuses.</exception>
    public Task Callback(Func<CallbackToken, Task> start, TimeSpan timeout)
    {
        var source = new TaskCompletionSource();
        Begin("", start, timeout, source.Task, exception => source.TrySetException(exception));
        return source.Task;
    }

    /// <summary><c>Chain.Signal&lt;T></c>.</summary>
    /// <param name="valueType">What the value's type is called in <see cref="ChainRegistry.AddValue"/>.</param>
    /// <param name="name">The signal's name.</param>
    public Task<T> Signal<T>(string valueType, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (_lock)
        {
            var id = NextId();
            _listening.Add((name, id));
            return (Task<T>)Add(new StartedFuture(id, FutureNames.Value + valueType, new TaskCompletionSource<T>().Task, null));
        }
    }

    /// <summary>Waits until all tokens have been handed out, or could not be: what is captured has to say which.</summary>
    internal async ValueTask HandOutTokensAsync()
    {
        for (var index = 0; ; index++)
        {
            Task starting;
            lock (_lock)
            {
                if (index == _starting.Count)
                {
                    return;
                }

                starting = _starting[index];
            }

            await starting.ConfigureAwait(false);
        }
    }

    private void Begin(string valueType, Func<CallbackToken, Task> start, TimeSpan timeout, Task task, Action<Exception> fail)
    {
        Chain.Check(start, timeout);
        string id;
        lock (_lock)
        {
            id = NextId();
            Add(new CallbackFuture(id, FutureNames.Value + valueType, task));
            if (timeout != Timeout.InfiniteTimeSpan)
            {
                _started.Add(new StartedCall(CallbackFuture.ExpiryOf(id), null, default, timeout) { Expires = task, FutureId = id });
            }
        }

        var token = (TokenOf ?? throw new InvalidOperationException("Nothing here makes tokens."))(id, valueType, timeout);
        var starting = HandOutAsync(start, token, fail);
        lock (_lock)
        {
            _starting.Add(starting);
        }
    }

    private static async Task HandOutAsync(Func<CallbackToken, Task> start, CallbackToken token, Action<Exception> fail)
    {
        try
        {
            await start(token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            fail(exception);
        }
    }
}

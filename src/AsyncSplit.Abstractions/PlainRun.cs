using System.Collections.Concurrent;

namespace AsyncSplit;

/// <summary>
/// The world outside of handlers that run as the plain async methods they are, in a unit test: it completes their callbacks and sends them signals.
/// </summary>
/// <example><code>
/// using var run = PlainRun.Begin();
/// var placing = new Orders(mail).PlaceAsync(order);      // awaits Chain.Callback and Chain.Signal
/// PlainRun.Complete(mail.Token, true);
/// run.Signal("shipped", DateTime.UtcNow);
/// var receipt = await placing;
/// </code></example>
public sealed class PlainRun : IDisposable
{
    private static readonly AsyncLocal<PlainRun?> s_current = new();
    private static readonly AsyncLocal<IRunningStep?> s_step = new();
    private static readonly ConcurrentDictionary<string, IPromise> s_callbacks = new(StringComparer.Ordinal);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<object?>> _signals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<IPromise>> _listeners = new(StringComparer.Ordinal);
    private readonly PlainRun? _outer = s_current.Value;

    private PlainRun()
    {
    }

    /// <summary>The run that this code belongs to.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static PlainRun Current => s_current.Value
        ?? throw new InvalidOperationException("A plain run of a handler that waits for signals needs something to send them to: call PlainRun.Begin() before the handler, or start a chain.");

    /// <summary>The step that this code runs in; null in a plain run.</summary>
    internal static IRunningStep? Step
    {
        get => s_step.Value;
        set => s_step.Value = value;
    }

    /// <summary>Begins a run: what the handlers wait for that are called from here on, signals are sent to.</summary>
    public static PlainRun Begin() => s_current.Value = new PlainRun();

    /// <summary>Completes a callback of a plain run.</summary>
    /// <param name="token">What <see cref="Chain.Callback{T}"/> has handed out.</param>
    /// <param name="value">The value; null for a callback without one.</param>
    /// <returns>False when it has been completed already, or its time is over.</returns>
    /// <exception cref="ArgumentException">The callback has another type.</exception>
    public static bool Complete<T>(CallbackToken token, T value)
    {
        ArgumentNullException.ThrowIfNull(token);
        return s_callbacks.TryGetValue(token.Value, out var promise) && promise.TrySet(value);
    }

    /// <summary>Fails a callback of a plain run.</summary>
    /// <param name="token">What <see cref="Chain.Callback{T}"/> has handed out.</param>
    /// <param name="exception">What the await of the callback throws.</param>
    /// <returns>False when it has been completed already, or its time is over.</returns>
    public static bool Fail(CallbackToken token, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(exception);
        return s_callbacks.TryGetValue(token.Value, out var promise) && promise.TryFail(exception);
    }

    /// <summary>Sends a signal to the handlers of this run.</summary>
    /// <exception cref="ArgumentException">The handler that waits for it wants another type.</exception>
    public void Signal<T>(string name, T value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (_lock)
        {
            if (_listeners.TryGetValue(name, out var listeners) && listeners.TryDequeue(out var listener))
            {
                listener.TrySet(value);
                return;
            }

            if (!_signals.TryGetValue(name, out var signals))
            {
                _signals.Add(name, signals = new Queue<object?>());
            }

            signals.Enqueue(value);
        }
    }

    /// <summary>Ends the run.</summary>
    public void Dispose() => s_current.Value = _outer;

    /// <summary>Refuses what only handlers can wait for, where the splitter has not seen it: nothing outside would reach it.</summary>
    internal static void ThrowInStep(string method)
    {
        if (s_step.Value is { } step)
        {
            throw new InvalidOperationException(
                $"Chain.{method} was called within the step '{step.EntryPoint}', by code that is not split: make the method that calls it a handler ([Chainable]), or call it in the handler itself.");
        }
    }

    internal Task<T> ListenAsync<T>(string name)
    {
        var promise = new Promise<T>();
        lock (_lock)
        {
            if (_signals.TryGetValue(name, out var signals) && signals.TryDequeue(out var value))
            {
                promise.TrySet(value);
            }
            else
            {
                if (!_listeners.TryGetValue(name, out var listeners))
                {
                    _listeners.Add(name, listeners = new Queue<IPromise>());
                }

                listeners.Enqueue(promise);
            }
        }

        return promise.Task;
    }

    internal static async Task<T> CallbackAsync<T>(Func<CallbackToken, Task> start, TimeSpan timeout, TimeoutException timedOut)
    {
        var token = new CallbackToken($"plain.{Guid.NewGuid():N}");
        var promise = new Promise<T>();
        s_callbacks[token.Value] = promise;
        try
        {
            await start(token).ConfigureAwait(false);
            await Task.WhenAny(promise.Task, Task.Delay(timeout, promise.Ended)).ConfigureAwait(false);
            promise.TryFail(timedOut);
            return await promise.Task.ConfigureAwait(false);
        }
        finally
        {
            s_callbacks.TryRemove(token.Value, out _);
            promise.Dispose();
        }
    }

    private interface IPromise
    {
        bool TrySet(object? value);

        bool TryFail(Exception exception);
    }

    private sealed class Promise<T> : IPromise, IDisposable
    {
        private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly CancellationTokenSource _ended = new();

        public Task<T> Task => _source.Task;

        /// <summary>Cancelled when nobody waits any longer, so that the timer goes too.</summary>
        public CancellationToken Ended => _ended.Token;

        public bool TrySet(object? value) => value is T or null && (value is T || default(T) is null)
            ? _source.TrySetResult((T)value!)
            : throw new ArgumentException($"A {typeof(T)} is waited for, and not {value?.GetType().ToString() ?? "null"}.", nameof(value));

        public bool TryFail(Exception exception) => _source.TrySetException(exception);

        public void Dispose()
        {
            _ended.Cancel();
            _ended.Dispose();
        }
    }
}

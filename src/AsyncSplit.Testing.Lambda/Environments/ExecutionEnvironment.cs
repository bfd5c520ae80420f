using System.Diagnostics;
using AsyncSplit.Testing.Lambda.Api;

namespace AsyncSplit.Testing.Lambda.Environments;

/// <summary>A process that runs one invocation of its function at a time.</summary>
internal sealed class ExecutionEnvironment(LambdaFunction function, int number, LambdaServiceOptions options, Guard? guard, Action<string> log) : IRuntime, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource<bool> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RuntimeApi? _api;
    private ProcessGroup? _group;
    private Task _watching = Task.CompletedTask;
    private TaskCompletionSource<Invocation>? _next;
    private Invocation? _current;
    private string? _initError;
    private long _started;
    private long _initEnded;
    private bool _isFrozen;

    // What becomes of the invocation that runs when the process ends: set by who ends it.
    private InvocationOutcome _ending = InvocationOutcome.Exited;

    public int Number => number;

    /// <summary>From the start of the process until it has asked for its first invocation, or has failed to.</summary>
    public TimeSpan Init => Stopwatch.GetElapsedTime(_started, _initEnded);

    public bool IsStarted => _group is not null;

    public bool HasExited { get; private set; }

    /// <summary>When it has last become idle, as a timestamp.</summary>
    public long IdleSince { get; set; }

    /// <summary>Starts the process, and waits until it asks for an invocation.</summary>
    /// <returns>What has gone wrong: a JSON object. <see langword="null"/>, if it is ready.</returns>
    public async Task<byte[]?> StartAsync(Bootstrap bootstrap, Uri service)
    {
        _api = await RuntimeApi.StartAsync(this, function.ToArn(options)).ConfigureAwait(false);
        _started = Stopwatch.GetTimestamp();
        _group = ProcessGroup.Start(bootstrap.Command, bootstrap.Folder, bootstrap.ToEnvironment(function, options, _api.Address, service, number), guard, log);
        _watching = WatchAsync(_group);
        try
        {
            return await _ready.Task.WaitAsync(options.InitTimeout).ConfigureAwait(false) ? null : ToInitError();
        }
        catch (TimeoutException)
        {
            _initEnded = Stopwatch.GetTimestamp();
            End(InvocationOutcome.InitFailed);
            return LambdaError.ToJson("Sandbox.Timedout", $"The function {function.Name} did not ask for an invocation within {options.InitTimeout.TotalSeconds:0.##} seconds.");
        }
    }

    /// <summary>Hands an invocation to the process, which must be waiting for one.</summary>
    public void Begin(Invocation invocation)
    {
        lock (_lock)
        {
            if (HasExited || _next is null)
            {
                // It has died while it was idle: nothing has run.
                invocation.Started = Stopwatch.GetTimestamp();
                Fail(invocation, "the environment had ended");
                return;
            }

            if (_isFrozen)
            {
                _isFrozen = false;
                _group!.Continue();
            }

            invocation.Started = Stopwatch.GetTimestamp();
            _current = invocation;
            _next.SetResult(invocation);
            _next = null;
        }
    }

    /// <summary>Stops the process, if it is waiting for an invocation.</summary>
    public void Freeze()
    {
        lock (_lock)
        {
            if (options.Freezes && !HasExited && _current is null && !_isFrozen)
            {
                _isFrozen = true;
                _group!.Stop();
            }
        }
    }

    /// <summary>Kills the process.</summary>
    /// <param name="reason">What becomes of the invocation that it runs.</param>
    public void End(InvocationOutcome reason)
    {
        lock (_lock)
        {
            if (!HasExited)
            {
                _ending = reason;
                _group!.Kill();
            }
        }
    }

    /// <summary>Kills the process if it still runs the invocation.</summary>
    public bool End(InvocationOutcome reason, Invocation invocation)
    {
        lock (_lock)
        {
            if (_current != invocation)
            {
                return false;
            }

            End(reason);
            return true;
        }
    }

    /// <summary>Kills the process if it runs an invocation.</summary>
    public bool KillRunning()
    {
        lock (_lock)
        {
            return _current is { } current && End(InvocationOutcome.Killed, current);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_group is not null)
        {
            End(InvocationOutcome.Exited);
            await _watching.ConfigureAwait(false);
            _group.Dispose();
        }

        if (_api is not null)
        {
            await _api.DisposeAsync().ConfigureAwait(false);
        }
    }

    Task<Invocation> IRuntime.NextAsync()
    {
        lock (_lock)
        {
            var now = Stopwatch.GetTimestamp();
            if (_current is { } ended)
            {
                _current = null;
                ended.TryFail(InvocationOutcome.Failed, "Runtime.NoAnswer", "the runtime asked for the next invocation without an answer to this one");
                ended.SetEnded(now);
            }

            // One who asks again has given up asking before.
            _next?.TrySetCanceled();
            _next = new TaskCompletionSource<Invocation>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_ready.Task.IsCompleted)
            {
                _initEnded = now;
                _ready.SetResult(true);
            }

            return _next.Task;
        }
    }

    bool IRuntime.TryAnswer(string requestId, InvocationOutcome outcome, ReadOnlyMemory<byte> answer)
    {
        lock (_lock)
        {
            return _current is { } current && current.RequestId == requestId && current.TryAnswer(outcome, answer);
        }
    }

    void IRuntime.FailInit(string error) => _initError = error;

    private async Task WatchAsync(ProcessGroup group)
    {
        var exitCode = await group.WaitAsync().ConfigureAwait(false);
        lock (_lock)
        {
            HasExited = true;
            if (_ready.Task.IsCompleted is false)
            {
                _initEnded = Stopwatch.GetTimestamp();
                _initError ??= $"exit status {exitCode}";
                _ready.SetResult(false);
            }

            _next?.TrySetCanceled();
            if (_current is { } current)
            {
                _current = null;
                Fail(current, $"Runtime exited with error: exit status {exitCode}");
            }
        }
    }

    private void Fail(Invocation invocation, string message)
    {
        _ = _ending == InvocationOutcome.TimedOut
            ? invocation.TryFail(_ending, "Sandbox.Timedout", $"Task timed out after {function.Timeout.TotalSeconds:0.00} seconds")
            : invocation.TryFail(_ending, "Runtime.ExitError", message);
        invocation.SetEnded(Stopwatch.GetTimestamp());
    }

    private byte[] ToInitError() => _initError is ['{', ..] json ? System.Text.Encoding.UTF8.GetBytes(json) : LambdaError.ToJson("Runtime.ExitError", $"Runtime exited during its initialisation: {_initError}");
}

using System.Diagnostics;

namespace AsyncSplit.Testing.Lambda.Environments;

/// <summary>The environments of a function: as many as are needed at a time, up to its limit, kept until nothing has needed them for a while.</summary>
internal sealed class EnvironmentPool(LambdaFunction function, Func<ExecutionEnvironment> create, TimeSpan idleTimeout) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly HashSet<ExecutionEnvironment> _all = [];

    // The last one that has become idle is the first one to be used: so those that are not needed grow old.
    private readonly List<ExecutionEnvironment> _idle = [];
    private readonly Queue<TaskCompletionSource<ExecutionEnvironment>> _waiting = [];

    /// <summary>An environment that waits for an invocation, or one that has not been started yet.</summary>
    /// <param name="waits">Whether to wait where all are in use.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LambdaThrottledException">All are in use.</exception>
    public async Task<ExecutionEnvironment> AcquireAsync(bool waits, CancellationToken cancellationToken)
    {
        TaskCompletionSource<ExecutionEnvironment> waiting;
        lock (_lock)
        {
            if (TakeIdle() is { } idle)
            {
                return idle;
            }

            if (_all.Count < function.MaxConcurrency)
            {
                return Create();
            }

            if (!waits)
            {
                throw LambdaThrottledException.Of(function);
            }

            waiting = new TaskCompletionSource<ExecutionEnvironment>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(waiting);
        }

        await using var registration = cancellationToken.Register(() => waiting.TrySetCanceled(cancellationToken)).ConfigureAwait(false);
        return await waiting.Task.ConfigureAwait(false);
    }

    /// <summary>Takes an environment back that has run its invocation.</summary>
    public async Task ReleaseAsync(ExecutionEnvironment environment)
    {
        lock (_lock)
        {
            if (!environment.HasExited)
            {
                if (TryHandOn(environment))
                {
                    return;
                }

                environment.IdleSince = Stopwatch.GetTimestamp();
                environment.Freeze();
                _idle.Add(environment);
                return;
            }

            Forget(environment);
        }

        await environment.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Ends what has not been needed for a while.</summary>
    public async Task ReapAsync()
    {
        List<ExecutionEnvironment> old;
        lock (_lock)
        {
            old = _idle.FindAll(environment => environment.HasExited || Stopwatch.GetElapsedTime(environment.IdleSince) > idleTimeout);
            foreach (var environment in old)
            {
                _idle.Remove(environment);
                Forget(environment);
            }
        }

        foreach (var environment in old)
        {
            await environment.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Kills what runs an invocation at the moment.</summary>
    /// <returns>How many.</returns>
    public int KillRunning()
    {
        lock (_lock)
        {
            return _all.Count(static environment => environment.KillRunning());
        }
    }

    public async ValueTask DisposeAsync()
    {
        ExecutionEnvironment[] all;
        lock (_lock)
        {
            all = [.. _all];
        }

        foreach (var environment in all)
        {
            await environment.DisposeAsync().ConfigureAwait(false);
        }
    }

    private ExecutionEnvironment? TakeIdle()
    {
        // One that has died while it was idle is left to ReapAsync.
        var index = _idle.FindLastIndex(static environment => !environment.HasExited);
        if (index < 0)
        {
            return null;
        }

        var environment = _idle[index];
        _idle.RemoveAt(index);
        return environment;
    }

    private ExecutionEnvironment Create()
    {
        var environment = create();
        _all.Add(environment);
        return environment;
    }

    // The place of one that has gone is for the next one who waits.
    private void Forget(ExecutionEnvironment environment)
    {
        _all.Remove(environment);
        while (_waiting.TryPeek(out var waiting))
        {
            _waiting.Dequeue();
            if (waiting.Task.IsCompleted)
            {
                continue;
            }

            var created = Create();
            if (waiting.TrySetResult(created))
            {
                return;
            }

            _all.Remove(created);
        }
    }

    private bool TryHandOn(ExecutionEnvironment environment)
    {
        while (_waiting.TryDequeue(out var waiting))
        {
            if (waiting.TrySetResult(environment))
            {
                return true;
            }
        }

        return false;
    }
}

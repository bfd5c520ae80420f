using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using AsyncSplit.Testing.Lambda.Billing;
using AsyncSplit.Testing.Lambda.Faults;

namespace AsyncSplit.Testing.Lambda.Environments;

/// <summary>Runs the invocations of one function, and writes down what they cost.</summary>
internal sealed class FunctionRunner : IAsyncDisposable
{
    private readonly LambdaFunction _function;
    private readonly LambdaServiceOptions _options;
    private readonly Ledger _ledger;
    private readonly FaultPlan? _faults;
    private readonly Uri _service;
    private readonly Bootstrap _bootstrap;
    private readonly EnvironmentPool _pool;
    private readonly ConcurrentDictionary<Invocation, Task> _running = new();
    private int _index;
    private long _usualTicks;

    public FunctionRunner(LambdaFunction function, LambdaServiceOptions options, Ledger ledger, FaultPlan? faults, Uri service, Guard? guard, Func<int> nextNumber)
    {
        (_function, _options, _ledger, _faults, _service) = (function, options, ledger, faults, service);
        _bootstrap = Bootstrap.Find(function);
        _pool = new EnvironmentPool(function, () => Create(nextNumber(), guard), options.IdleTimeout);
    }

    public LambdaFunction Function => _function;

    public bool IsIdle => _running.IsEmpty;

    public async Task<LambdaAnswer> InvokeAsync(Invocation invocation, bool waits, CancellationToken cancellationToken)
    {
        var environment = await _pool.AcquireAsync(waits, cancellationToken).ConfigureAwait(false);
        var running = RunAsync(environment, invocation);
        _running[invocation] = running;
        _ = running.ContinueWith(_ => _running.TryRemove(invocation, out var _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await Task.WhenAny(invocation.Answer, running).ConfigureAwait(false);
        if (running.IsFaulted)
        {
            await running.ConfigureAwait(false);
        }

        return await invocation.Answer.ConfigureAwait(false);
    }

    public Task ReapAsync() => _pool.ReapAsync();

    public int KillRunning() => _pool.KillRunning();

    public async ValueTask DisposeAsync()
    {
        await _pool.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(_running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private ExecutionEnvironment Create(int number, Guard? guard) => new(_function, number, _options, guard, text => _options.Log?.Invoke(new LambdaLogLine(_function.Name, number, text)));

    private async Task RunAsync(ExecutionEnvironment environment, Invocation invocation)
    {
        try
        {
            var isCold = !environment.IsStarted;
            if (isCold && await environment.StartAsync(_bootstrap, _service).ConfigureAwait(false) is { } error)
            {
                invocation.Started = Stopwatch.GetTimestamp();
                invocation.TryAnswer(InvocationOutcome.InitFailed, error);
                invocation.SetEnded(invocation.Started);
            }
            else
            {
                await RunInAsync(environment, invocation).ConfigureAwait(false);
            }

            await ReportAsync(environment, invocation, isCold ? environment.Init : TimeSpan.Zero).ConfigureAwait(false);
        }
        finally
        {
            await _pool.ReleaseAsync(environment).ConfigureAwait(false);
        }
    }

    private async Task RunInAsync(ExecutionEnvironment environment, Invocation invocation)
    {
        invocation.Deadline = DateTimeOffset.UtcNow + _function.Timeout;
        environment.Begin(invocation);
        var index = Interlocked.Increment(ref _index);
        if (_faults is not null && _faults.TryKill(_function.Name, index, new TimeSpan(Interlocked.Read(ref _usualTicks)), out var delay))
        {
            await Task.WhenAny(invocation.End, Task.Delay(delay)).ConfigureAwait(false);
            if (environment.End(InvocationOutcome.Killed, invocation))
            {
                _faults.CountKill();
            }
        }

        await Task.WhenAny(invocation.End, Task.Delay(_function.Timeout)).ConfigureAwait(false);
        environment.End(InvocationOutcome.TimedOut, invocation);
        await invocation.End.ConfigureAwait(false);
    }

    private async Task ReportAsync(ExecutionEnvironment environment, Invocation invocation, TimeSpan init)
    {
        var answer = await invocation.Answer.ConfigureAwait(false);
        var duration = Stopwatch.GetElapsedTime(invocation.Started, invocation.Ended);
        if (answer.IsSuccess)
        {
            Interlocked.Exchange(ref _usualTicks, duration.Ticks);
        }

        var billed = new BilledInvocation
        {
            Function = _function.Name,
            Environment = environment.Number,
            RequestId = invocation.RequestId,
            Started = DateTimeOffset.UtcNow - Stopwatch.GetElapsedTime(invocation.Started),
            Duration = duration,
            Init = init,
            Outcome = answer.Outcome,
            MemoryMb = _function.MemoryMb,
        };
        _ledger.Add(billed);
        _options.Log?.Invoke(new LambdaLogLine(_function.Name, 0, string.Create(
            CultureInfo.InvariantCulture,
            $"REPORT RequestId: {billed.RequestId} Outcome: {billed.Outcome} Duration: {duration.TotalMilliseconds:0.00} ms Billed Duration: {billed.BilledMilliseconds} ms Memory Size: {billed.MemoryMb} MB{(billed.IsColdStart ? $" Init Duration: {init.TotalMilliseconds:0.00} ms" : "")}")));
    }
}

using Amazon.SQS;
using AsyncSplit.Testing.Lambda.Api;
using AsyncSplit.Testing.Lambda.Billing;
using AsyncSplit.Testing.Lambda.Environments;
using AsyncSplit.Testing.Lambda.Faults;
using AsyncSplit.Testing.Lambda.Queues;

namespace AsyncSplit.Testing.Lambda;

/// <summary>
/// A Lambda service on this machine: starts the bootstraps of functions, serves them the Runtime API, invokes them for callers and for the messages of queues, freezes them in between, and counts what would be
/// billed. On Linux and macOS.
/// </summary>
public sealed class LambdaService : IAsyncDisposable
{
    private readonly LambdaServiceOptions _options;
    private readonly Dictionary<string, FunctionRunner> _runners = [];
    private readonly Ledger _ledger;
    private readonly FaultPlan? _faults;
    private readonly CancellationTokenSource _stopping = new();
    private readonly EventInvoker _events;
    private readonly List<Task> _background = [];
    private readonly Guard? _guard = ProcessGroup.AreThere ? new Guard() : null;
    private IAmazonSQS? _sqs;
    private InvokeApi? _api;
    private int _environments;

    private LambdaService(LambdaServiceOptions options, IReadOnlyList<LambdaFunction> functions)
    {
        _options = options;
        _ledger = new Ledger(functions);
        _faults = options.Faults is { } faults ? new FaultPlan(faults) : null;
        _events = new EventInvoker(options, _stopping.Token);
    }

    /// <summary>Where functions are invoked: <c>POST /2015-03-31/functions/{name}/invocations</c>. Functions find it in <c>AWS_ENDPOINT_URL_LAMBDA</c>.</summary>
    public Uri Address => _api!.Address;

    /// <summary>Which faults have happened.</summary>
    public LambdaFaultCounts FaultCounts => _faults?.Counts ?? new LambdaFaultCounts(0, 0, 0);

    /// <summary>Starts the service. Functions are started when they are invoked.</summary>
    /// <param name="options">How it runs.</param>
    /// <param name="functions">The functions.</param>
    /// <exception cref="FileNotFoundException">A function has no bootstrap.</exception>
    /// <exception cref="PlatformNotSupportedException">The system has no signals to freeze a process with.</exception>
    public static async Task<LambdaService> StartAsync(LambdaServiceOptions options, params IEnumerable<LambdaFunction> functions)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Bootstraps are stopped and continued by signals: Linux or macOS is needed.");
        }

        LambdaFunction[] all = [.. functions];
        var service = new LambdaService(options, all);
        try
        {
            await service.StartAsync(all).ConfigureAwait(false);
            return service;
        }
        catch
        {
            await service.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Invokes a function, and waits for its answer.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="payload">The event: JSON.</param>
    /// <param name="cancellationToken">Ends the wait for an environment, not an invocation.</param>
    /// <exception cref="ArgumentException">There is no such function.</exception>
    /// <exception cref="LambdaThrottledException">All of its environments are in use.</exception>
    public Task<LambdaAnswer> InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default) =>
        RunnerOf(function).InvokeAsync(new Invocation(payload), waits: false, cancellationToken);

    /// <summary>Has a function invoked, as with the invocation type <c>Event</c>: nobody waits for the answer, and what fails is tried twice more.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="payload">The event: JSON.</param>
    /// <exception cref="ArgumentException">There is no such function.</exception>
    public void Post(string function, ReadOnlyMemory<byte> payload) => _events.Post(RunnerOf(function), payload);

    /// <summary>Kills the environments in which a function's invocations run at the moment.</summary>
    /// <param name="function">The function's name.</param>
    /// <returns>How many there were.</returns>
    /// <exception cref="ArgumentException">There is no such function.</exception>
    public int KillRunning(string function) => RunnerOf(function).KillRunning();

    /// <summary>What has been billed so far. An invocation is billed when it has ended, which is shortly after its answer.</summary>
    public LambdaBill GetBill() => _ledger.ToBill();

    /// <summary>Begins a new bill.</summary>
    public void ClearBill() => _ledger.Clear();

    /// <summary>Waits until no invocation runs.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task WaitUntilIdleAsync(CancellationToken cancellationToken = default)
    {
        while (!_runners.Values.All(static runner => runner.IsIdle))
        {
            await Task.Delay(1, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stops polling, and kills all environments.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        if (_api is not null)
        {
            await _api.DisposeAsync().ConfigureAwait(false);
        }

        foreach (var runner in _runners.Values)
        {
            await runner.DisposeAsync().ConfigureAwait(false);
        }

        await Task.WhenAll([.. _background, _events.StopAsync()]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _guard?.Dispose();
        _sqs?.Dispose();
        _stopping.Dispose();
    }

    private async Task StartAsync(LambdaFunction[] functions)
    {
        _api = await InvokeApi.StartAsync(_runners, _events).ConfigureAwait(false);
        foreach (var function in functions)
        {
            _runners.Add(function.Name, new FunctionRunner(function, _options, _ledger, _faults, _api.Address, _guard, () => Interlocked.Increment(ref _environments)));
        }

        _background.Add(ReapAsync());
        foreach (var runner in _runners.Values)
        {
            if (runner.Function.Queue is { } queue)
            {
                _sqs ??= Clients.CreateSqs(_options);
                _background.Add(new QueuePoller(runner, queue, _sqs, _ledger, _faults, _options).RunAsync(_stopping.Token));
            }
        }
    }

    private async Task ReapAsync()
    {
        var pause = TimeSpan.FromTicks(Math.Clamp(_options.IdleTimeout.Ticks / 4, TimeSpan.TicksPerMillisecond * 10, TimeSpan.TicksPerSecond * 5));
        while (true)
        {
            await Task.Delay(pause, _stopping.Token).ConfigureAwait(false);
            foreach (var runner in _runners.Values)
            {
                await runner.ReapAsync().ConfigureAwait(false);
            }
        }
    }

    private FunctionRunner RunnerOf(string function) =>
        _runners.GetValueOrDefault(function) ?? throw new ArgumentException($"There is no function {function}. There are: {string.Join(", ", _runners.Keys)}.", nameof(function));
}

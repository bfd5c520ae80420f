using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AsyncSplit.Engine;
using AsyncSplit.Envelopes;
using AsyncSplit.Errors;
using AsyncSplit.Futures;
using AsyncSplit.Serialization;

namespace AsyncSplit.Runtime;

/// <summary>
/// The tasks of one step that stand for started calls and timers (fork and join). What is started is sent when the step commits; a task that is pending stays so for the rest of the step,
/// and captured state knows it by its id.
/// </summary>
/// <remarks>Its members may be called from several threads: a step may start calls from within a parallel loop.</remarks>
public sealed partial class StepFutures
{
    // What is around the arguments in the envelope of a started call, with trace context.
    private const int MaxHeaderBytes = 2048;

    private readonly Lock _lock = new();
    private readonly Dictionary<Task, Future> _byTask = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, Task> _byId = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, SettledFuture> _settled;
    private readonly Dictionary<Task, string> _named = new(ReferenceEqualityComparer.Instance);
    private readonly List<StartedCall> _started = [];
    private readonly string _messageId;
    private readonly ChainRegistry _registry;
    private readonly int _maxArgumentBytes;

    // The step's outcome has position 0.
    private int _position;

    internal StepFutures(string messageId, IReadOnlyDictionary<string, SettledFuture> settled, ChainRegistry registry, int maxEnvelopeBytes)
    {
        _registry = registry;
        _messageId = messageId;
        _settled = settled;
        _maxArgumentBytes = Math.Max(0, maxEnvelopeBytes - MaxHeaderBytes);
    }

    /// <summary>What is to be sent when the step commits.</summary>
    internal IReadOnlyList<StartedCall> Started => _started;

    /// <summary>Whether there is nothing of the kind in the step: nothing was started, and no task that it has stands for anything.</summary>
    internal bool IsUnused
    {
        get
        {
            lock (_lock)
            {
                return _position == 0 && _byTask.Count == 0;
            }
        }
    }

    /// <summary>What a call reaches.</summary>
    internal Func<ChainCall, string> TargetOf { get; init; } = static call => call.Target;

    /// <summary>Starts a call that is awaited later, or never.</summary>
    /// <returns>A task that stands for it.</returns>
    public Task Start(ChainCall call) => Start(call, new TaskCompletionSource().Task);

    /// <inheritdoc cref="Start(ChainCall)"/>
    public Task<T> Start<T>(ChainCall call) => (Task<T>)Start(call, new TaskCompletionSource<T>().Task);

    /// <summary>Starts a timer: <c>Task.Delay</c> that is not awaited at once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">What <c>Task.Delay</c> refuses.</exception>
    public Task Delay(TimeSpan delay, CancellationToken cancellationToken = default)
    {
        var duration = Step.DelayOf(delay);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        if (duration == TimeSpan.Zero)
        {
            return Task.CompletedTask;
        }

        lock (_lock)
        {
            var id = NextId();
            _started.Add(new StartedCall(id, null, default, duration));
            return Add(new StartedFuture(id, null, new TaskCompletionSource().Task, null));
        }
    }

    /// <inheritdoc cref="Delay(TimeSpan, CancellationToken)"/>
    public Task Delay(int millisecondsDelay, CancellationToken cancellationToken = default) => Delay(Step.DelayOf(millisecondsDelay), cancellationToken);

    /// <summary><c>task.Result</c>, which would wait without end for a started call.</summary>
    /// <exception cref="InvalidOperationException">The task's end is not known in this step.</exception>
    public T ResultOf<T>(Task<T> task) => Find(task) is { } future && future.IsPending(this)
        ? throw new InvalidOperationException("The result of a started call is asked for before the call has been awaited: await the task first.")
        : task.Result;

    /// <summary>Waits for those of the tasks that run in this step.</summary>
    public async ValueTask Settle(IEnumerable<Task>? tasks)
    {
        foreach (var task in tasks ?? [])
        {
            await Settle(task).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for what runs in this step, so that only started calls and timers are left to wait for. Throws nothing of what is awaited.</summary>
    public async ValueTask Settle(Task? task)
    {
        if (task is null)
        {
            return;
        }

        if (Find(task) is not { } future)
        {
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        else if (future is CombinedFuture { Kind: CombinedKind.All } all)
        {
            foreach (var part in all.Parts)
            {
                await Settle(part).ConfigureAwait(false);
            }
        }
        else if (future is CombinedFuture any && any.IsPending(this) && any.Parts.Where(part => Find(part) is null).ToList() is { Count: > 0 } running)
        {
            await Task.WhenAny(running).ConfigureAwait(false);
        }
    }

    /// <summary>Whether a task's end is not known in this step.</summary>
    public bool IsPending(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return Find(task) is { } future ? future.IsPending(this) : !task.IsCompleted;
    }

    /// <summary>What a task stands for; null when it is none of the step's futures.</summary>
    internal Future? Find(Task? task)
    {
        lock (_lock)
        {
            return task is null ? null : _byTask.GetValueOrDefault(task);
        }
    }

    /// <summary>The timers that are of no use any more when a wait for a task ends: that of a time-out, and those of callbacks that have all been waited for.</summary>
    internal IReadOnlyList<string> TimersOf(Task task, bool needsAll) => Find(task) switch
    {
        CombinedFuture { Kind: CombinedKind.Within } limited when Find(limited.Parts[1]) is { } timer => [timer.Id],
        CallbackFuture callback => [CallbackFuture.ExpiryOf(callback.Id)],
        CombinedFuture { Kind: CombinedKind.All } all when needsAll => [.. all.Parts.SelectMany(part => TimersOf(part, needsAll))],
        _ => [],
    };

    /// <summary>The id by which captured state knows a task that has run in this process, and ended.</summary>
    internal string NameOf(Task task)
    {
        lock (_lock)
        {
            if (!_named.TryGetValue(task, out var id))
            {
                _named.Add(task, id = NextId());
            }

            return id;
        }
    }

    /// <summary>The part that ended first.</summary>
    internal Task First(Task[] parts) => parts.Where(part => !IsPending(part)).MinBy(OrderOf)!;

    /// <summary>The task of a started call or timer that a state names.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="target">The callee; null for none.</param>
    /// <param name="ended">The task it has become, as the state says; null where it was pending.</param>
    /// <param name="shape">Makes the task.</param>
    /// <typeparam name="TTask">Its type.</typeparam>
    internal Task Restore<TTask>(string id, string? target, Task? ended, TaskShape shape)
    {
        lock (_lock)
        {
            if (_byId.TryGetValue(id, out var known) && known is TTask)
            {
                return known;
            }

            var task = ended ?? (_settled.TryGetValue(id, out var settled) ? Read(settled, shape) : shape.NewPending());
            return Add(new StartedFuture(id, target, task, shape));
        }
    }

    /// <summary>The task that a state says is made of others.</summary>
    internal Task Restore<TTask>(string? id, CombinedKind kind, Task[] parts, TaskParts combining, TaskShape shape)
    {
        lock (_lock)
        {
            if (_byId.TryGetValue(id ?? throw new JsonException("A combined task has no id."), out var known) && known is TTask)
            {
                return known;
            }

            if (kind.IsPending(parts, this))
            {
                return Add(new CombinedFuture(id, kind, parts, shape.NewPending()));
            }

            // Which part was the first is known now, and not any more in the next step.
            var task = combining.Combine(kind, parts, this);
            return Add(kind == CombinedKind.All ? new CombinedFuture(id, kind, parts, task) : new StartedFuture(id, null, task, shape));
        }
    }

    private Task Read(SettledFuture settled, TaskShape shape)
    {
        if (settled.IsError)
        {
            return shape.FromException(ErrorReader.Read(settled.Json, _registry));
        }

        var json = new Utf8JsonReader(settled.Json.Span, WireNames.ReaderOptions);
        json.Read();
        var reader = new StateReader(json) { Registry = _registry };
        return shape.ReadResult(ref reader);
    }

    // Those of earlier steps come before those that this step was resumed with.
    private int OrderOf(Task task) => Find(task) is { } future && _settled.TryGetValue(future.Id, out var settled) ? settled.Order : -1;

    private Task Start(ChainCall call, Task task)
    {
        // Now, not when the step commits: what the caller does to an argument later is none of the callee's business.
        var arguments = EnvelopeWriter.WriteValue(call.WriteArguments, _registry);
        if (arguments.Length > _maxArgumentBytes)
        {
            throw new EnvelopeTooLargeException(call.Target, arguments.Length, _maxArgumentBytes, []);
        }

        var target = TargetOf(call);
        lock (_lock)
        {
            var id = NextId();
            _started.Add(new StartedCall(id, target, arguments, TimeSpan.Zero));
            return Add(new StartedFuture(id, target, task, null));
        }
    }

    private Task Add(Future future)
    {
        _byTask[future.Task] = future;
        _byId[future.Id] = future.Task;
        return future.Task;
    }

    private string NextId() => MessageIds.Derive(_messageId, ++_position);
}

using AsyncSplit.Futures;

namespace AsyncSplit.Runtime;

/// <content>Tasks made of others: <c>Task.WhenAll</c>, <c>Task.WhenAny</c> and <c>WaitAsync</c>. Where no started call is among the others, they are the framework's own.</content>
public sealed partial class StepFutures
{
    /// <summary><c>Task.WhenAll</c>.</summary>
    public Task WhenAll(params Task[] tasks) => Combine<Task>(CombinedKind.All, tasks, Task.WhenAll, static () => new TaskCompletionSource().Task);

    /// <inheritdoc cref="WhenAll(Task[])"/>
    public Task WhenAll(params ReadOnlySpan<Task> tasks) => WhenAll(tasks.ToArray());

    /// <inheritdoc cref="WhenAll(Task[])"/>
    public Task WhenAll(IEnumerable<Task> tasks) => WhenAll(ToArray(tasks));

    /// <inheritdoc cref="WhenAll(Task[])"/>
    public Task<T[]> WhenAll<T>(params Task<T>[] tasks) => Combine<Task<T[]>>(CombinedKind.All, tasks, _ => Task.WhenAll(tasks), static () => new TaskCompletionSource<T[]>().Task);

    /// <inheritdoc cref="WhenAll(Task[])"/>
    public Task<T[]> WhenAll<T>(params ReadOnlySpan<Task<T>> tasks) => WhenAll(tasks.ToArray());

    /// <inheritdoc cref="WhenAll(Task[])"/>
    public Task<T[]> WhenAll<T>(IEnumerable<Task<T>> tasks) => WhenAll(ToArray(tasks));

    /// <summary><c>Task.WhenAny</c>.</summary>
    public Task<Task> WhenAny(params Task[] tasks) => Combine<Task<Task>>(CombinedKind.Any, tasks, Task.WhenAny, static () => new TaskCompletionSource<Task>().Task);

    /// <inheritdoc cref="WhenAny(Task[])"/>
    public Task<Task> WhenAny(params ReadOnlySpan<Task> tasks) => WhenAny(tasks.ToArray());

    /// <inheritdoc cref="WhenAny(Task[])"/>
    public Task<Task> WhenAny(IEnumerable<Task> tasks) => WhenAny(ToArray(tasks));

    /// <inheritdoc cref="WhenAny(Task[])"/>
    public Task<Task<T>> WhenAny<T>(params Task<T>[] tasks) =>
        Combine<Task<Task<T>>>(CombinedKind.Any, tasks, _ => Task.WhenAny(tasks), static () => new TaskCompletionSource<Task<T>>().Task);

    /// <inheritdoc cref="WhenAny(Task[])"/>
    public Task<Task<T>> WhenAny<T>(params ReadOnlySpan<Task<T>> tasks) => WhenAny(tasks.ToArray());

    /// <inheritdoc cref="WhenAny(Task[])"/>
    public Task<Task<T>> WhenAny<T>(IEnumerable<Task<T>> tasks) => WhenAny(ToArray(tasks));

    /// <summary><c>Task.WhenEach</c>: the tasks that a loop has left.</summary>
    public List<Task> WhenEach(params Task[] tasks) => Each(tasks);

    /// <inheritdoc cref="WhenEach(Task[])"/>
    public List<Task> WhenEach(params ReadOnlySpan<Task> tasks) => Each(tasks.ToArray());

    /// <inheritdoc cref="WhenEach(Task[])"/>
    public List<Task> WhenEach(IEnumerable<Task> tasks) => Each(tasks);

    /// <inheritdoc cref="WhenEach(Task[])"/>
    public List<Task<T>> WhenEach<T>(params Task<T>[] tasks) => Each(tasks);

    /// <inheritdoc cref="WhenEach(Task[])"/>
    public List<Task<T>> WhenEach<T>(params ReadOnlySpan<Task<T>> tasks) => Each(tasks.ToArray());

    /// <inheritdoc cref="WhenEach(Task[])"/>
    public List<Task<T>> WhenEach<T>(IEnumerable<Task<T>> tasks) => Each(tasks);

    /// <summary>Of the tasks that a loop over <c>Task.WhenEach</c> has left: the one that ended first.</summary>
    /// <returns>Null where none has, as far as this step knows.</returns>
    public TTask? Ended<TTask>(List<TTask> left)
        where TTask : Task
    {
        ArgumentNullException.ThrowIfNull(left);
        lock (_lock)
        {
            // Looked through once for all that have ended, and not in each round.
            if (!_ended.TryGetValue(left, out var ended) || ended.Count == 0)
            {
                _ended[left] = ended = new Queue<Task>(left.Where(task => !IsPending(task)).OrderBy(OrderOf));
            }

            return ended.TryDequeue(out var first) ? (TTask)first : null;
        }
    }

    /// <summary><c>task.WaitAsync(timeout)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">What <c>WaitAsync</c> refuses.</exception>
    public Task WaitAsync(Task task, TimeSpan timeout) =>
        WaitAsync(task, timeout, static (task, timeout) => task.WaitAsync(timeout), static () => new TaskCompletionSource().Task);

    /// <inheritdoc cref="WaitAsync(Task, TimeSpan)"/>
    public Task<T> WaitAsync<T>(Task<T> task, TimeSpan timeout) =>
        WaitAsync(task, timeout, static (task, timeout) => task.WaitAsync(timeout), static () => new TaskCompletionSource<T>().Task);

    private TTask WaitAsync<TTask>(TTask task, TimeSpan timeout, Func<TTask, TimeSpan, TTask> framework, Func<TTask> pending)
        where TTask : Task
    {
        var milliseconds = (long)timeout.TotalMilliseconds;
        if (milliseconds is <= 0 or > uint.MaxValue - 1 || task is null || Find(task) is null || !IsPending(task))
        {
            // No wait, no limit, nothing to wait for: or something that it refuses.
            return milliseconds == -1 && task is not null ? task : framework(task!, timeout);
        }

        var timer = Delay(timeout);
        lock (_lock)
        {
            return (TTask)Add(new CombinedFuture(NextId(), CombinedKind.Within, [task, timer], pending()));
        }
    }

    private TTask Combine<TTask>(CombinedKind kind, Task[] tasks, Func<Task[], TTask> framework, Func<TTask> pending)
        where TTask : Task
    {
        if (tasks is null || Array.IndexOf(tasks, null) >= 0 || !Array.Exists(tasks, task => Find(task) is not null) || !kind.IsPending(tasks, this))
        {
            return framework(tasks!);
        }

        lock (_lock)
        {
            return (TTask)Add(new CombinedFuture(NextId(), kind, [.. tasks], pending()));
        }
    }

    private static List<TTask> Each<TTask>(IEnumerable<TTask> tasks)
        where TTask : Task
    {
        ArgumentNullException.ThrowIfNull(tasks);
        var each = tasks.ToList();
        return each.Contains(null!) ? throw new ArgumentException("The tasks argument included a null value.", nameof(tasks)) : each;
    }

    private static T[] ToArray<T>(IEnumerable<T> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        return [.. tasks];
    }
}

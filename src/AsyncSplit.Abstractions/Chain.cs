namespace AsyncSplit;

/// <summary>What a handler waits for that no method of its program gives: the world outside.</summary>
/// <remarks>
/// In a split run these are durable: nobody runs, and nobody is billed, until the chain is told. In a plain run of the same method, in a unit test, they are tasks of this process, and
/// <see cref="PlainRun"/> is the world outside.
/// </remarks>
public static class Chain
{
    // What timers of the framework take at most; in a plain run, a longer time is not waited for.
    private static readonly TimeSpan s_longestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>Hands out a token, and waits until someone completes or fails the callback with it.</summary>
    /// <param name="start">
    /// Gets the token and passes it on: writes the mail, calls the service. It runs within the handler's step, which may be repeated: then it gets another token of the
    /// same callback. What it throws, the callback throws.
    /// </param>
    /// <param name="timeout">How long to wait, from the end of <paramref name="start"/>; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <typeparam name="T">The type of the value that it is completed with.</typeparam>
    /// <returns>The value. It fails with what the callback was failed with, or with a <see cref="TimeoutException"/> when the time is over.</returns>
    /// <remarks>
    /// The first completion counts: <c>IChainClient.CompleteAsync(token, value)</c>, <c>IChainClient.FailAsync(token, exception)</c>, or an HTTP request to an endpoint of <c>MapChains()</c>. In a plain
    /// run, <see cref="PlainRun.Complete{T}"/> and <see cref="PlainRun.Fail"/>.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is neither positive nor infinite.</exception>
    /// <example><code>
    /// var approved = await Chain.Callback&lt;bool>(token => mail.AskAsync(order, token), TimeSpan.FromDays(3));
    /// </code></example>
    public static Task<T> Callback<T>(Func<CallbackToken, Task> start, TimeSpan timeout)
    {
        Check(start, timeout);
        PlainRun.ThrowInStep(nameof(Callback));
        return PlainRun.CallbackAsync<T>(start, timeout <= s_longestTimer ? timeout : Timeout.InfiniteTimeSpan, TimedOut(timeout));
    }

    /// <summary>Hands out a token, and waits until someone completes or fails the callback with it: one without a value.</summary>
    /// <inheritdoc cref="Callback{T}"/>
    public static Task Callback(Func<CallbackToken, Task> start, TimeSpan timeout) => Callback<object?>(start, timeout);

    /// <summary>Waits for a signal: a value that someone sends to this chain under a name, before or after the chain waits for it.</summary>
    /// <param name="name">The signal's name.</param>
    /// <typeparam name="T">The type of the value that is sent.</typeparam>
    /// <returns>The value of the oldest signal of the name that nobody has been given yet.</returns>
    /// <remarks>
    /// <c>IChainClient.SignalAsync(chainId, name, value)</c> sends one; in a plain run, <see cref="PlainRun.Signal{T}"/> does. Each call of this method takes one signal: to wait for the same one several times
    /// (with <c>WaitAsync</c> and a reminder in between, say), keep the task in a local and await that.
    /// </remarks>
    public static Task<T> Signal<T>(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        PlainRun.ThrowInStep(nameof(Signal));
        return PlainRun.Current.ListenAsync<T>(name);
    }

    /// <summary>What a callback fails with that nobody has completed in time.</summary>
    internal static TimeoutException TimedOut(TimeSpan timeout) => new($"The callback was not completed within {timeout:c}.");

    /// <summary>Refuses what no callback can be made of.</summary>
    internal static void Check(Func<CallbackToken, Task> start, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(start);
        if (timeout <= TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A callback's timeout is positive or infinite.");
        }
    }
}

namespace AsyncSplit;

/// <summary>
/// On a handler or a contract member: a call of it that throws is made again, after a while, up to <see cref="MaxAttempts"/> times; what the last one throws, the caller gets. No process waits meanwhile.
/// All of the call is repeated, whichever of its steps has thrown. A cancellation of the chain is not retried.
/// </summary>
/// <remarks>It goes with <see cref="ChainableAttribute"/>, and does nothing without. On a contract member it holds for the calls through the contract, and comes before that of the handler which implements it. A member that a class overrides hands it on to the override.</remarks>
/// <example><code>[Chainable, Retry(MaxAttempts = 5, Delay = "00:00:02", MaxDelay = "00:05:00", Jitter = 0.2)]</code></example>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RetryAttribute : Attribute
{
    /// <summary>How often it is called at most, the first time included.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>The pause before the second call, in hours, minutes and seconds: <c>"00:00:02"</c>, or with days and fractions of seconds: <c>"1.12:00:00"</c>, <c>"00:00:00.5"</c>.</summary>
    public string Delay { get; init; } = "00:00:01";

    /// <summary>By what the pause is multiplied for each further call: 1 for equal pauses.</summary>
    public double BackoffFactor { get; init; } = 2;

    /// <summary>The longest pause, written like <see cref="Delay"/>; none by default.</summary>
    public string? MaxDelay { get; init; }

    /// <summary>The part of the pause, from 0 to 1, by which it may be longer or shorter, so that not all who have failed together come back together.</summary>
    public double Jitter { get; init; }
}

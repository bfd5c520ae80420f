namespace AsyncSplit;

/// <summary>How a chain is started.</summary>
public sealed record ChainStartOptions
{
    /// <summary>
    /// The chain's id; a new one by default. Starting a chain whose id is there already starts nothing and gives a handle of that one: what a client uses
    /// that may have to repeat the start.
    /// </summary>
    public string? ChainId { get; init; }

    /// <summary>
    /// When the chain is cancelled, if it has not ended: the awaits of what it waits for then throw an <see cref="OperationCanceledException"/> whose inner exception is a <see cref="TimeoutException"/>.
    /// It travels with every envelope of the chain, for callees that look at it. With <see cref="Timeout"/>, the earlier of the two counts.
    /// </summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>How long after its start the chain is cancelled, if it has not ended: <see cref="Deadline"/> from now. None, or <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>, for never.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <exception cref="ArgumentOutOfRangeException"><see cref="Timeout"/> is negative.</exception>
    internal DateTimeOffset? DeadlineFrom(DateTimeOffset now)
    {
        if (Timeout is not { } timeout || timeout == System.Threading.Timeout.InfiniteTimeSpan)
        {
            return Deadline;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero, nameof(Timeout));
        var end = timeout < DateTimeOffset.MaxValue - now ? now + timeout : DateTimeOffset.MaxValue;
        return end < Deadline || Deadline is null ? end : Deadline;
    }
}

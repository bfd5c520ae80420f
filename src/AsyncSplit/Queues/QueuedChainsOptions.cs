namespace AsyncSplit.Queues;

/// <summary>How chains use queues, and the table beside them.</summary>
public sealed class QueuedChainsOptions
{
    /// <summary>What is promised of steps. <see cref="QueueDelivery.ExactlyOnce"/> needs a table.</summary>
    public QueueDelivery Delivery { get; set; }

    /// <summary>The queues that this process's worker receives from, as <see cref="IQueueMap"/> gives them. Empty for all that the map has for the handlers of this process, and for the ends of chains.</summary>
    public IList<string> Queues { get; } = [];

    /// <summary>
    /// The longest that a timer is kept back at a time: a cancelled chain's timers find out when they come by. Where there is no table, or the queues cannot keep a message back for so long,
    /// <see cref="IEnvelopeQueues.MaxDelay"/> counts.
    /// </summary>
    public TimeSpan HopInterval { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Whether each step's line in the history is kept: a write more for each step.</summary>
    public bool KeepHistory { get; set; }

    /// <summary>Whether chains can be listed, and purged: a write more for each chain. They are found by their id in any case.</summary>
    public bool IndexChains { get; set; } = true;

    /// <summary>For how long it is remembered that a step has been decided: longer than a queue keeps a message.</summary>
    public TimeSpan DecisionRetention { get; set; } = TimeSpan.FromDays(20);

    /// <summary>For how long the end of a started call is kept for its chain to ask for it.</summary>
    public TimeSpan FutureRetention { get; set; } = TimeSpan.FromDays(400);

    /// <summary>How long to wait at first before a chain that has not ended is looked at again; doubled each time, up to <see cref="MaxPollInterval"/>.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The longest wait before a chain that has not ended is looked at again.</summary>
    public TimeSpan MaxPollInterval { get; set; } = TimeSpan.FromSeconds(5);

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(HopInterval, TimeSpan.FromSeconds(1), nameof(HopInterval));
        ArgumentOutOfRangeException.ThrowIfLessThan(DecisionRetention, TimeSpan.FromHours(1), nameof(DecisionRetention));
        ArgumentOutOfRangeException.ThrowIfLessThan(FutureRetention, TimeSpan.FromDays(1), nameof(FutureRetention));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(PollInterval, TimeSpan.Zero, nameof(PollInterval));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxPollInterval, PollInterval, nameof(MaxPollInterval));
    }
}

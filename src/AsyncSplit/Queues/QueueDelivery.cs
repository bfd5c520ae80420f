namespace AsyncSplit.Queues;

/// <summary>What is promised of steps where queue and store are apart.</summary>
public enum QueueDelivery
{
    /// <summary>A step that is repeated may send again what it sent: what follows may run twice, up to the next join or the chain's end, where the first counts. Calls, returns and timers do not touch the table.</summary>
    AtLeastOnce = 0,

    /// <summary>Of the runs of a step one is decided for, by a write to the table; a chain advances once per step.</summary>
    ExactlyOnce = 1,
}

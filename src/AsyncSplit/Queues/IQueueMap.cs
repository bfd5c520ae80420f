namespace AsyncSplit.Queues;

/// <summary>Says in which queue an entry point's envelopes go. Asked when an envelope is sent: functions can move without rebuilding their callers.</summary>
public interface IQueueMap
{
    /// <summary>The queue of an entry point.</summary>
    /// <param name="target">A handler's wire name, a contract member's, a resume point's id; empty, or a name that begins with <c>$</c>, for what no handler takes: the ends of chains and of started calls.</param>
    /// <returns>The queue's name or address, as <see cref="IEnvelopeQueues"/> understands it.</returns>
    string QueueOf(string target);
}

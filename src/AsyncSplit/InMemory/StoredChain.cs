using AsyncSplit.Messaging;

namespace AsyncSplit.InMemory;

/// <summary>A chain in the store.</summary>
internal sealed class StoredChain(ChainRecord record)
{
    public ChainRecord Record { get; private set; } = record;

    /// <summary>Whether it can still end.</summary>
    public bool IsOpen => Record.Status is ChainStatus.Running or ChainStatus.Parked;

    /// <summary>The ids of all its envelopes, so that one that is sent again is recognised. Empty once the chain has ended.</summary>
    public HashSet<string> MessageIds { get; } = new(StringComparer.Ordinal);

    public List<StepRecord> Steps { get; } = [];

    /// <summary>What it has started, and waits for.</summary>
    public StoredFutures Futures { get; } = new();

    public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The chain ends, unless it has ended already: the first end stays.</summary>
    public void End(ChainRecord ended)
    {
        if (!IsOpen)
        {
            return;
        }

        Record = ended;
        if (ended.Status != ChainStatus.Parked)
        {
            MessageIds.Clear();
            Futures.Clear();
        }

        Ended.TrySetResult();
    }
}

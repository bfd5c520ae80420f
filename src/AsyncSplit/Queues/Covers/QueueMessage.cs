using AsyncSplit.Messaging;

namespace AsyncSplit.Queues.Covers;

/// <summary>What a queue's message says of itself, before anyone opens the envelope in it.</summary>
internal sealed record QueueMessage
{
    public required string ChainId { get; init; }

    public required string MessageId { get; init; }

    /// <summary>The entry point; empty where there is none.</summary>
    public string Target { get; init; } = "";

    /// <summary>When the envelope was made; null where the message does not say.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Not to be delivered before; null for at once.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Whether it waits until then even in a chain that is cancelled.</summary>
    public bool OutlivesCancellation { get; init; }

    /// <summary>Why its chain is cancelled, where the sender has known it; null where not.</summary>
    public CancellationKind? Cancellation { get; init; }

    /// <summary>The envelope; empty where it is a commit.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>What a process without a table has to have written; empty where it is an envelope.</summary>
    public ReadOnlyMemory<byte> Commit { get; init; }

    /// <summary>Whether it was kept back.</summary>
    public bool IsTimer => DueAt is { } due && !(CreatedAt >= due);
}

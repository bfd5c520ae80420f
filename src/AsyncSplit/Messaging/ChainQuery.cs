namespace AsyncSplit.Messaging;

/// <summary>Which chains to list, newest first. What is null does not matter.</summary>
public sealed record ChainQuery
{
    /// <summary>How far they are.</summary>
    public ChainStatus? Status { get; init; }

    /// <summary>The beginning of the wire name of what they were started with: <c>Orders.</c> for all of a type's.</summary>
    public string? Handler { get; init; }

    /// <summary>Not started before.</summary>
    public DateTimeOffset? StartedFrom { get; init; }

    /// <summary>Started before.</summary>
    public DateTimeOffset? StartedBefore { get; init; }

    /// <summary>How many at most.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Only what follows this chain in the list: the last one of the page before.</summary>
    public ChainRecord? After { get; init; }
}

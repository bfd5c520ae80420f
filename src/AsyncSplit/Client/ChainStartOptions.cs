namespace AsyncSplit;

/// <summary>How a chain is started.</summary>
public sealed record ChainStartOptions
{
    /// <summary>
    /// The chain's id; a new one by default. Starting a chain whose id is there already starts nothing and gives a handle of that one: what a client uses
    /// that may have to repeat the start.
    /// </summary>
    public string? ChainId { get; init; }

    /// <summary>Travels with every envelope of the chain, for callees that look at it.</summary>
    public DateTimeOffset? Deadline { get; init; }
}

namespace AsyncSplit.AwsLambda.Events;

/// <summary>A chain to be started: <c>{"start": "Orders.PlaceAsync", "args": {"order": {}}, "id": "order-17", "timeoutSeconds": 3600}</c>.</summary>
/// <param name="Handler">The wire name of a handler or contract member.</param>
/// <param name="Arguments">An object whose members are named like the parameters.</param>
internal sealed record StartEvent(string Handler, ReadOnlyMemory<byte> Arguments)
{
    /// <summary>The chain's id, by which a repeated start is recognised; null for a new one.</summary>
    public string? ChainId { get; init; }

    /// <summary>After which time the chain is cancelled; null for never.</summary>
    public TimeSpan? Timeout { get; init; }
}

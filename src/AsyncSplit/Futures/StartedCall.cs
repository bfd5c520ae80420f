namespace AsyncSplit.Futures;

/// <summary>What a step has started and not awaited: sent when the step commits.</summary>
/// <param name="Id">The id of the envelope.</param>
/// <param name="Target">The callee's wire name; null for a timer.</param>
/// <param name="Arguments">The arguments, as they were when the call was made.</param>
/// <param name="Delay">How long a timer waits.</param>
internal sealed record StartedCall(string Id, string? Target, ReadOnlyMemory<byte> Arguments, TimeSpan Delay)
{
    /// <summary>Of a timer that fails a callback: that callback's task.</summary>
    public Task? Expires { get; init; }

    /// <summary>The future that it ends: its own, but for a timer of a callback.</summary>
    public string FutureId { get; init; } = Id;
}

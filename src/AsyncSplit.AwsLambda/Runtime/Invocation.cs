namespace AsyncSplit.AwsLambda.Runtime;

/// <summary>One invocation of the function.</summary>
/// <param name="RequestId">By which it is answered; empty where the managed runtime answers it.</param>
/// <param name="Event">What the function is invoked with.</param>
internal sealed record Invocation(string RequestId, ReadOnlyMemory<byte> Event)
{
    /// <summary>When the function is killed; null where nobody says.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>The X-Ray trace header; null where there is none.</summary>
    public string? TraceId { get; init; }
}

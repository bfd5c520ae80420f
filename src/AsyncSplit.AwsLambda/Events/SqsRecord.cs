namespace AsyncSplit.AwsLambda.Events;

/// <summary>A message as an event source mapping hands it to a function.</summary>
/// <param name="MessageId">By which the function reports that it could not be done.</param>
/// <param name="Body">The envelope, or whatever else somebody has sent.</param>
internal sealed record SqsRecord(string MessageId, ReadOnlyMemory<byte> Body)
{
    /// <summary>By which its time in the queue is changed; null where the event does not say.</summary>
    public string? ReceiptHandle { get; init; }

    /// <summary>The queue's ARN; null where the event does not say.</summary>
    public string? QueueArn { get; init; }

    /// <summary>How often it has been delivered, with this time.</summary>
    public int ReceiveCount { get; init; } = 1;
}

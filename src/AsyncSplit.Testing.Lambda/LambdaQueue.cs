namespace AsyncSplit.Testing.Lambda;

/// <summary>A queue that invokes a function: an event source mapping.</summary>
public sealed record LambdaQueue
{
    /// <summary>The queue's address.</summary>
    public required string Url { get; init; }

    /// <summary>How many messages one invocation gets at most.</summary>
    public int BatchSize { get; init; } = 10;

    /// <summary>For how long messages are collected to fill a batch. Zero: what one request for messages has brought is the batch.</summary>
    public TimeSpan BatchWindow { get; init; }

    /// <summary>How many batches are in work at a time; 0 for as many as the function has environments.</summary>
    public int MaxConcurrency { get; init; }

    /// <summary>Whether the function says which messages have failed (<c>ReportBatchItemFailures</c>). If not, its answer is not looked at.</summary>
    public bool ReportsBatchItemFailures { get; init; } = true;

    /// <summary>For how long a message that is in work is hidden from others, and so when one that has failed comes again. The queue's own time-out, if this is <see langword="null"/>.</summary>
    public TimeSpan? VisibilityTimeout { get; init; }
}

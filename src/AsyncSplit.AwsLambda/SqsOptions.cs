using Amazon.SQS;

namespace AsyncSplit.AwsLambda;

/// <summary>How a process works with its queues.</summary>
public sealed class SqsOptions
{
    private const int MinMessageBytes = 8 * 1024;
    private const int LimitOfSqs = 1024 * 1024;

    /// <summary>The client; null for one that is configured by environment and profile: region, credentials, <c>AWS_ENDPOINT_URL_SQS</c>. One that is given is not disposed of.</summary>
    public IAmazonSQS? Client { get; set; }

    /// <summary>
    /// The largest message, with its attributes, and the largest batch, in bytes. SQS takes up to 1,048,576, unless the queue's <c>MaximumMessageSize</c> says less, as that of queues from before August 2025 does: 262,144.
    /// What is larger needs a claim store. A message is billed for every 64 KiB.
    /// </summary>
    public int MaxMessageBytes { get; set; } = 256 * 1024;

    /// <summary>For how long a timer is kept back at a time: at most 15 minutes, which is SQS's limit. What is due later is sent on.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>For how long a message belongs to the worker that has received it and no longer renews it. Where Lambda polls, the queue's own visibility timeout counts.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>For how long one request of a worker waits for messages: at most 20 seconds, which is SQS's limit and makes the fewest requests.</summary>
    public TimeSpan PollDuration { get; set; } = TimeSpan.FromSeconds(20);

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxMessageBytes, MinMessageBytes, nameof(MaxMessageBytes));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxMessageBytes, LimitOfSqs, nameof(MaxMessageBytes));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDelay, TimeSpan.Zero, nameof(MaxDelay));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxDelay, TimeSpan.FromMinutes(15), nameof(MaxDelay));
        ArgumentOutOfRangeException.ThrowIfLessThan(LeaseDuration, TimeSpan.FromSeconds(1), nameof(LeaseDuration));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(LeaseDuration, TimeSpan.FromHours(12), nameof(LeaseDuration));
        ArgumentOutOfRangeException.ThrowIfLessThan(PollDuration, TimeSpan.Zero, nameof(PollDuration));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(PollDuration, TimeSpan.FromSeconds(20), nameof(PollDuration));
    }
}

using AsyncSplit.Queues;

namespace AsyncSplit.AwsLambda;

/// <summary>How a process works with Amazon's services. Where they are is said by the environment.</summary>
public sealed class AwsOptions
{
    /// <summary>The queues.</summary>
    public SqsOptions Sqs { get; } = new();

    /// <summary>The table.</summary>
    public DynamoDbOptions DynamoDb { get; } = new();

    /// <summary>The bucket of what is too large for a queue.</summary>
    public S3ClaimOptions Claims { get; } = new();

    /// <summary>Changes how chains use them.</summary>
    public Action<QueuedChainsOptions>? Chains { get; set; }
}

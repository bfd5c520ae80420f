using Amazon.Runtime;
using Amazon.SQS;

namespace AsyncSplit.Testing.Lambda.Queues;

/// <summary>The connection to the queues.</summary>
internal sealed class QueueClients(LambdaServiceOptions options) : IDisposable
{
    public IAmazonSQS Sqs { get; } = new AmazonSQSClient(
        new BasicAWSCredentials("local", "local"),
        new AmazonSQSConfig
        {
            ServiceURL = options.SqsEndpoint?.ToString() ?? throw new ArgumentException($"A function has a queue, but {nameof(LambdaServiceOptions.SqsEndpoint)} is not set.", nameof(options)),
            AuthenticationRegion = options.Region,

            // A poller's request waits for messages, and says when it fails.
            MaxErrorRetry = 0,
        });

    public void Dispose() => Sqs.Dispose();
}

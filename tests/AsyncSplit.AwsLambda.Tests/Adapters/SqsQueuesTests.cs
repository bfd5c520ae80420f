using Amazon.SQS;
using AsyncSplit.AwsLambda.Sqs;
using AsyncSplit.AwsLambda.Tests.Fixtures;
using AsyncSplit.Emulators;
using AsyncSplit.Queues;
using AsyncSplit.Stores.Adapters;

namespace AsyncSplit.AwsLambda.Tests.Adapters;

[NeedsEmulators]
public sealed class SqsQueuesTests : EnvelopeQueuesContract
{
    private AmazonSQSClient _sqs = null!;

    protected override async Task<IEnvelopeQueues> OpenAsync()
    {
        _sqs = await AwsEmulators.SqsAsync();
        return new SqsQueues(new SqsOptions { Client = _sqs, LeaseDuration = TimeSpan.FromSeconds(2), PollDuration = TimeSpan.FromSeconds(1) }, TimeProvider.System);
    }

    protected override Task<string> CreateQueueAsync() => _sqs.MakeQueueAsync($"queue-{Guid.NewGuid():N}");
}

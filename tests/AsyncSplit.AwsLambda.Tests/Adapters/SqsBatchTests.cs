using System.Text;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using AsyncSplit.AwsLambda.Sqs;
using AsyncSplit.Queues;

namespace AsyncSplit.AwsLambda.Tests.Adapters;

public sealed class SqsBatchTests
{
    [Fact]
    public async Task OfABatchOnlyWhatWasNotTakenIsSentAgain()
    {
        using var sqs = new PartialSqs { Refuse = (tries, entry) => (tries == 1 && entry.MessageBody is "b" or "c") || (tries == 2 && entry.MessageBody == "c") };
        using var queues = Open(sqs);

        await queues.SendAsync([Envelope("a"), Envelope("b"), Envelope("c"), Envelope("d")], default);

        Assert.Equal(["abcd", "bc", "c"], sqs.Batches);
    }

    [Fact]
    public async Task WhatIsRefusedForGoodIsAnErrorAtOnce()
    {
        using var sqs = new PartialSqs { Refuse = (_, entry) => entry.MessageBody == "b", IsSenderFault = true };
        using var queues = Open(sqs);

        var exception = await Assert.ThrowsAsync<SqsSendException>(() => queues.SendAsync([Envelope("a"), Envelope("b")], default).AsTask());

        Assert.Equal(("queue", "Code"), (exception.Queue, exception.Code));
        Assert.Single(sqs.Batches);
    }

    [Fact]
    public async Task WhatIsNeverTakenIsAnErrorInTheEnd()
    {
        using var sqs = new PartialSqs { Refuse = (_, _) => true };
        using var queues = Open(sqs);

        await Assert.ThrowsAsync<SqsSendException>(() => queues.SendAsync([Envelope("a")], default).AsTask());

        Assert.Equal(5, sqs.Batches.Count);
    }

    [Fact]
    public void ABatchIsNeitherTooLongNorTooLarge()
    {
        var batches = SqsBatches.Of(Enumerable.Range(0, 25).Select(number => Envelope(new string('x', number < 12 ? 10 : 3000))), 8192).Select(batch => batch.Count);

        // Ten, two small ones with two large ones, then two at a time.
        Assert.Equal([10, 4, 2, 2, 2, 2, 2, 1], batches);
    }

    [Fact]
    public void WhatIsTooLargeByItselfIsAnErrorThatNamesIt()
    {
        var exception = Assert.Throws<ArgumentException>(() => SqsBatches.Of([Envelope(new string('x', 8192))], 8192).ToList());

        Assert.Contains("message-id", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(1001, 2)]
    [InlineData(899_999, 900)]
    public void ADelayIsRoundedUp(int milliseconds, int seconds)
    {
        var batch = SqsBatches.Of([Envelope("a") with { Delay = TimeSpan.FromMilliseconds(milliseconds) }], 8192).Single();

        Assert.Equal(seconds, batch.Single().DelaySeconds);
    }

    [Fact]
    public void AMessageSaysWhatItIs()
    {
        var attributes = SqsBatches.Of([Envelope("a")], 8192).Single().Single().MessageAttributes;

        Assert.Equal("chain-id", attributes["chain"].StringValue);
        Assert.Equal("Orders.PlaceAsync@ChargeAsync", attributes["target"].StringValue);
        Assert.False(attributes.ContainsKey("encoding"));
    }

    private static QueuedEnvelope Envelope(string body) => new("queue", "message-id", "chain-id", "Orders.PlaceAsync@ChargeAsync", Encoding.UTF8.GetBytes(body), TimeSpan.Zero);

    private static SqsQueues Open(IAmazonSQS sqs) => new(new SqsOptions { Client = sqs }, TimeProvider.System);

    /// <summary>Takes a part of each batch.</summary>
    private sealed class PartialSqs() : AmazonSQSClient(new BasicAWSCredentials("test", "test"), new AmazonSQSConfig { ServiceURL = "http://127.0.0.1:1/", AuthenticationRegion = "us-east-1" })
    {
        private int _tries;

        public required Func<int, SendMessageBatchRequestEntry, bool> Refuse { get; init; }

        public bool IsSenderFault { get; init; }

        public List<string> Batches { get; } = [];

        public override Task<SendMessageBatchResponse> SendMessageBatchAsync(SendMessageBatchRequest request, CancellationToken cancellationToken = default)
        {
            _tries++;
            Batches.Add(string.Concat(request.Entries.Select(entry => entry.MessageBody)));
            return Task.FromResult(new SendMessageBatchResponse
            {
                Failed = [.. request.Entries.Where(entry => Refuse(_tries, entry)).Select(entry => new BatchResultErrorEntry { Id = entry.Id, Code = "Code", Message = "refused", SenderFault = IsSenderFault })],
            });
        }
    }
}

using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;
using AsyncSplit.Queues;

namespace AsyncSplit.AwsLambda.Sqs;

/// <summary>Standard queues of SQS, called by their URLs.</summary>
internal sealed class SqsQueues : IEnvelopeQueues, IDisposable
{
    private const int MaxTries = 5;
    private const string ReceiveCount = "ApproximateReceiveCount";

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private readonly IAmazonSQS _sqs;
    private readonly bool _ownsClient;
    private readonly SqsOptions _options;
    private readonly TimeProvider _clock;

    public SqsQueues(SqsOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _ownsClient = options.Client is null;
        _sqs = options.Client ?? new AmazonSQSClient();
    }

    public int MaxEnvelopeBytes => _options.MaxMessageBytes - SqsBatches.AttributeBytes;

    public TimeSpan MaxDelay => _options.MaxDelay;

    public TimeSpan LeaseDuration => _options.LeaseDuration;

    public async ValueTask SendAsync(IReadOnlyList<QueuedEnvelope> envelopes, CancellationToken cancellationToken)
    {
        var sends = envelopes
            .GroupBy(static envelope => envelope.Queue, StringComparer.Ordinal)
            .SelectMany(queue => SqsBatches.Of(queue, _options.MaxMessageBytes).Select(batch => SendAsync(queue.Key, batch, cancellationToken)))
            .ToArray();
        await Task.WhenAll(sends).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<ReceivedEnvelope>> ReceiveAsync(string queue, int maxCount, CancellationToken cancellationToken)
    {
        var received = await ReceiveAsync(queue, maxCount, _options.PollDuration, cancellationToken).ConfigureAwait(false);

        // Where a request is full, there may be more.
        for (var last = received.Count; last == SqsBatches.MaxEntries && received.Count < maxCount;)
        {
            // Not cancelled: those that are there would be lost until their lease ends.
            var more = await ReceiveAsync(queue, maxCount - received.Count, TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
            received.AddRange(more);
            last = more.Count;
        }

        return received;
    }

    public async ValueTask<bool> RenewAsync(object receipt, CancellationToken cancellationToken) => await ChangeAsync(receipt, LeaseDuration, cancellationToken).ConfigureAwait(false);

    public async ValueTask ReturnAsync(object receipt, TimeSpan delay, CancellationToken cancellationToken) => await ChangeAsync(receipt, delay, cancellationToken).ConfigureAwait(false);

    public async ValueTask DeleteAsync(object receipt, CancellationToken cancellationToken)
    {
        var (queue, handle) = (SqsReceipt)receipt;
        try
        {
            await _sqs.DeleteMessageAsync(new DeleteMessageRequest(queue, handle), cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonSQSException exception) when (IsGone(exception))
        {
            // Somebody else has removed it, or has it now.
        }
    }

    public void Dispose()
    {
        if (_ownsClient)
        {
            _sqs.Dispose();
        }
    }

    private async Task SendAsync(string queue, List<SendMessageBatchRequestEntry> batch, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var answer = await _sqs.SendMessageBatchAsync(new SendMessageBatchRequest(queue, batch), cancellationToken).ConfigureAwait(false);
            if (answer.Failed is not { Count: > 0 } failed)
            {
                return;
            }

            var worst = failed.Find(static entry => entry.SenderFault == true) ?? failed[0];
            if (worst.SenderFault == true || tries == MaxTries)
            {
                throw new SqsSendException(queue, worst.Code, worst.Message);
            }

            var again = failed.Select(static entry => entry.Id).ToHashSet(StringComparer.Ordinal);
            batch = batch.FindAll(entry => again.Contains(entry.Id));
            await Task.Delay(s_pause * Math.Pow(2, tries - 1), _clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<List<ReceivedEnvelope>> ReceiveAsync(string queue, int maxCount, TimeSpan wait, CancellationToken cancellationToken)
    {
        var answer = await _sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest(queue)
            {
                MaxNumberOfMessages = Math.Min(maxCount, SqsBatches.MaxEntries),
                WaitTimeSeconds = (int)wait.TotalSeconds,
                VisibilityTimeout = Seconds(LeaseDuration),
                MessageSystemAttributeNames = [ReceiveCount],
                MessageAttributeNames = ["All"],
            },
            cancellationToken).ConfigureAwait(false);
        return answer.Messages?.ConvertAll(message => Read(queue, message)) ?? [];
    }

    private static ReceivedEnvelope Read(string queue, Message message)
    {
        var isBase64 = message.MessageAttributes?.GetValueOrDefault(SqsBody.EncodingAttribute)?.StringValue == SqsBody.Base64;
        var count = int.TryParse(message.Attributes?.GetValueOrDefault(ReceiveCount), NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 1;
        return new ReceivedEnvelope(SqsBody.Decode(message.Body, isBase64), count, new SqsReceipt(queue, message.ReceiptHandle));
    }

    /// <returns>False when the message is not this receiver's any more.</returns>
    private async Task<bool> ChangeAsync(object receipt, TimeSpan delay, CancellationToken cancellationToken)
    {
        var (queue, handle) = (SqsReceipt)receipt;
        try
        {
            await _sqs.ChangeMessageVisibilityAsync(new ChangeMessageVisibilityRequest(queue, handle, Seconds(delay)), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (AmazonSQSException exception) when (IsGone(exception))
        {
            return false;
        }
    }

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);

    // The message has been removed, or is back in the queue, or with somebody else. SQS says the last with a general code.
    private static bool IsGone(AmazonSQSException exception) =>
        exception is ReceiptHandleIsInvalidException or MessageNotInflightException
        || (exception.ErrorCode == "InvalidParameterValue" && exception.Message.Contains("not available for visibility timeout change", StringComparison.OrdinalIgnoreCase));
}

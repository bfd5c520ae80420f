using AsyncSplit.AwsLambda.Events;
using AsyncSplit.AwsLambda.Sqs;
using AsyncSplit.Queues;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.AwsLambda.Functions;

/// <summary>Shortens the time until a message that could not be done is delivered again. By itself it would come back when the queue's visibility timeout is over: six times the function's time-out, or more.</summary>
internal sealed class MessageReturns(IEnvelopeQueues? queues, Func<string, string?> environment, ILogger<MessageReturns> logger)
{
    // The queues of one application lie beside each other.
    private readonly string? _beside = environment("ASYNCSPLIT_QUEUES") is { } prefix ? prefix[..(prefix.LastIndexOf('/') + 1)] : null;

    /// <summary>Gives a message back. Where that cannot be, it comes back all the same, later.</summary>
    public async ValueTask ReturnAsync(SqsRecord record, TimeSpan delay)
    {
        if (queues is not SqsQueues || _beside is null || record is not { ReceiptHandle: { } handle, QueueArn: { } arn })
        {
            return;
        }

        try
        {
            await queues.ReturnAsync(new SqsReceipt(_beside + arn[(arn.LastIndexOf(':') + 1)..], handle), delay, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            logger.ReturnFailed(exception, record.MessageId);
        }
    }
}

using Amazon.SQS;
using Amazon.SQS.Model;

namespace AsyncSplit.AwsLambda.Sqs;

/// <summary>Goes through what a first send does, beside the making of the services: a cold start is mostly code that runs for the first time.</summary>
internal static class SqsWarmUp
{
    public static void Begin() => _ = Task.Run(RunAsync);

    private static async Task RunAsync()
    {
        try
        {
            using var sqs = new AmazonSQSClient();

            // It is cancelled before it begins: nothing is sent.
            await sqs.SendMessageBatchAsync(
                new SendMessageBatchRequest("https://sqs.invalid/queue", [new SendMessageBatchRequestEntry("0", "{}")]), new CancellationToken(canceled: true)).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // That it is cancelled; and what is wrong with the client is said where it is used.
        }
    }
}

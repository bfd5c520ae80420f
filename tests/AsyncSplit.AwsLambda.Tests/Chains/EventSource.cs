using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.SQS;
using Amazon.SQS.Model;
using AsyncSplit.AwsLambda.Tests.Fixtures;

namespace AsyncSplit.AwsLambda.Tests.Chains;

/// <summary>Polls a queue and invokes a function with what comes, as an event source mapping with <c>ReportBatchItemFailures</c> does.</summary>
internal sealed class EventSource(IAmazonSQS sqs, string queue, FakeRuntimeApi api)
{
    private int _done;

    /// <summary>Of so many messages that are done with, one is delivered once more; zero for none.</summary>
    public int RepeatEvery { get; init; }

    /// <summary>For how long a received message is not delivered again.</summary>
    public int VisibilitySeconds { get; init; } = 6;

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var answer = await sqs.ReceiveMessageAsync(
                    new ReceiveMessageRequest(queue) { MaxNumberOfMessages = 10, WaitTimeSeconds = 1, VisibilityTimeout = VisibilitySeconds, MessageSystemAttributeNames = ["All"], MessageAttributeNames = ["All"] },
                    stopping);
                if (answer.Messages is { Count: > 0 } messages)
                {
                    await InvokeAsync(messages);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task InvokeAsync(List<Message> messages)
    {
        var answer = await api.InvokeAsync(EventOf(messages), DateTimeOffset.UtcNow.AddSeconds(5));
        if (answer.IsError)
        {
            return;
        }

        var failed = TestEvents.Failures(answer);
        foreach (var message in messages.Where(message => !failed.Contains(message.MessageId)))
        {
            if (RepeatEvery > 0 && Interlocked.Increment(ref _done) % RepeatEvery == 0)
            {
                await sqs.ChangeMessageVisibilityAsync(queue, message.ReceiptHandle, 0);
            }
            else
            {
                await sqs.DeleteMessageAsync(queue, message.ReceiptHandle);
            }
        }
    }

    private string EventOf(IEnumerable<Message> messages)
    {
        var arn = $"arn:aws:sqs:us-east-1:000000000000:{queue[(queue.LastIndexOf('/') + 1)..]}";
        var records = messages.Select(message => (JsonNode)new JsonObject
        {
            ["messageId"] = message.MessageId,
            ["receiptHandle"] = message.ReceiptHandle,
            ["body"] = message.Body,
            ["attributes"] = new JsonObject(message.Attributes.Select(attribute => KeyValuePair.Create(attribute.Key, (JsonNode?)attribute.Value))),
            ["messageAttributes"] = new JsonObject((message.MessageAttributes ?? []).Select(attribute => KeyValuePair.Create(
                attribute.Key, (JsonNode?)new JsonObject { ["stringValue"] = attribute.Value.StringValue, ["dataType"] = attribute.Value.DataType }))),
            ["eventSource"] = "aws:sqs",
            ["eventSourceARN"] = arn,
            ["awsRegion"] = "us-east-1",
        });
        return new JsonObject { ["Records"] = new JsonArray([.. records]) }.ToJsonString(new JsonSerializerOptions(JsonSerializerDefaults.Web));
    }
}

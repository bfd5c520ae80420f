using System.Text.Json;
using Amazon.SQS.Model;

namespace AsyncSplit.Testing.Lambda.Queues;

/// <summary>The event that a function gets for messages of a queue.</summary>
internal static class SqsEvent
{
    public static byte[] ToJson(IReadOnlyList<Message> messages, string queueUrl, LambdaServiceOptions options)
    {
        var arn = $"arn:aws:sqs:{options.Region}:{options.AccountId}:{queueUrl[(queueUrl.LastIndexOf('/') + 1)..]}";
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("Records");
            foreach (var message in messages)
            {
                Write(writer, message, arn, options.Region);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, Message message, string arn, string region)
    {
        writer.WriteStartObject();
        writer.WriteString("messageId", message.MessageId);
        writer.WriteString("receiptHandle", message.ReceiptHandle);
        writer.WriteString("body", message.Body);
        writer.WriteStartObject("attributes");
        foreach (var (name, value) in message.Attributes ?? [])
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("messageAttributes");
        foreach (var (name, value) in message.MessageAttributes ?? [])
        {
            writer.WriteStartObject(name);
            if (value.BinaryValue is { } binary)
            {
                writer.WriteBase64String("binaryValue", binary.ToArray());
            }
            else
            {
                writer.WriteString("stringValue", value.StringValue);
            }

            writer.WriteString("dataType", value.DataType);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteString("md5OfBody", message.MD5OfBody);
        writer.WriteString("eventSource", "aws:sqs");
        writer.WriteString("eventSourceARN", arn);
        writer.WriteString("awsRegion", region);
        writer.WriteEndObject();
    }
}

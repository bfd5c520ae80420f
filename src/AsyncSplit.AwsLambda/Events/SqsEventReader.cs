using System.Globalization;
using System.Text.Json;
using AsyncSplit.AwsLambda.Sqs;

namespace AsyncSplit.AwsLambda.Events;

/// <summary>Reads the event of an SQS event source mapping.</summary>
internal static class SqsEventReader
{
    private const string Source = "aws:sqs";

    /// <exception cref="FunctionEventException">It is no such event.</exception>
    public static List<SqsRecord> Read(ReadOnlyMemory<byte> input)
    {
        try
        {
            var records = new List<SqsRecord>();
            var reader = new Utf8JsonReader(input.Span);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isRecords = reader.ValueTextEquals("Records"u8);
                reader.Read();
                if (isRecords && reader.TokenType == JsonTokenType.StartArray)
                {
                    while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                    {
                        records.Add(ReadRecord(ref reader));
                    }
                }
                else
                {
                    reader.Skip();
                }
            }

            return records;
        }
        catch (JsonException exception)
        {
            throw new FunctionEventException($"The event cannot be read: {exception.Message}", exception);
        }
    }

    private static SqsRecord ReadRecord(ref Utf8JsonReader reader)
    {
        string? id = null, source = null, body = null, receipt = null, queue = null;
        var count = 1;
        var isBase64 = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("messageId"u8))
            {
                id = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("eventSource"u8) || reader.ValueTextEquals("EventSource"u8))
            {
                source = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("body"u8))
            {
                body = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("receiptHandle"u8))
            {
                receipt = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("eventSourceARN"u8))
            {
                queue = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("attributes"u8))
            {
                count = ReadCount(ref reader);
            }
            else if (reader.ValueTextEquals("messageAttributes"u8))
            {
                isBase64 = ReadEncoding(ref reader) == SqsBody.Base64;
            }
            else
            {
                SkipValue(ref reader);
            }
        }

        return source != Source ? throw FunctionEvent.Refuse($"an event of {source ?? "an unknown source"}")
            : id is null ? throw new FunctionEventException("A record of the event has no messageId, by which it could be reported.")
            : new SqsRecord(id, SqsBody.Decode(body ?? "", isBase64)) { ReceiptHandle = receipt, QueueArn = queue, ReceiveCount = count };
    }

    private static int ReadCount(ref Utf8JsonReader reader)
    {
        var count = 1;
        for (var isObject = BeginObject(ref reader); isObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName;)
        {
            if (reader.ValueTextEquals("ApproximateReceiveCount"u8))
            {
                count = int.TryParse(ReadText(ref reader), NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 1;
            }
            else
            {
                SkipValue(ref reader);
            }
        }

        return count;
    }

    /// <summary>What <c>{"encoding": {"stringValue": "base64", "dataType": "String"}}</c> says.</summary>
    private static string? ReadEncoding(ref Utf8JsonReader reader)
    {
        string? encoding = null;
        for (var isObject = BeginObject(ref reader); isObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName;)
        {
            if (!reader.ValueTextEquals(SqsBody.EncodingAttribute))
            {
                SkipValue(ref reader);
                continue;
            }

            for (isObject = BeginObject(ref reader); isObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName;)
            {
                if (reader.ValueTextEquals("stringValue"u8))
                {
                    encoding = ReadText(ref reader);
                }
                else
                {
                    SkipValue(ref reader);
                }
            }

            isObject = true;
        }

        return encoding;
    }

    // Where it is none, it is passed over.
    private static bool BeginObject(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        reader.Skip();
        return false;
    }

    private static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }

    private static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}

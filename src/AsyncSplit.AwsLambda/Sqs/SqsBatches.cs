using System.Text;
using Amazon.SQS.Model;
using AsyncSplit.Queues;

namespace AsyncSplit.AwsLambda.Sqs;

/// <summary>Makes as few batches of envelopes as SQS's limits allow.</summary>
internal static class SqsBatches
{
    /// <summary>How many messages one request takes.</summary>
    public const int MaxEntries = 10;

    /// <summary>The attributes of a message, by which routers and people see what it is without reading it.</summary>
    public const string ChainAttribute = "chain";

    /// <inheritdoc cref="ChainAttribute"/>
    public const string TargetAttribute = "target";

    /// <summary>What the attributes may take of a message.</summary>
    public const int AttributeBytes = 2048;

    private const int MaxValueLength = 256;

    /// <param name="envelopes">Envelopes of one queue.</param>
    /// <param name="maxBytes">The largest message and the largest batch.</param>
    /// <returns>Batches whose entries are called by their position.</returns>
    /// <exception cref="ArgumentException">One is too large by itself.</exception>
    public static IEnumerable<List<SendMessageBatchRequestEntry>> Of(IEnumerable<QueuedEnvelope> envelopes, int maxBytes)
    {
        var batch = new List<SendMessageBatchRequestEntry>();
        var bytes = 0;
        foreach (var envelope in envelopes)
        {
            var entry = Entry(envelope, out var size);
            if (size > maxBytes)
            {
                throw new ArgumentException($"Message {envelope.MessageId} has {size} bytes as SQS counts them; the limit is {maxBytes}.", nameof(envelopes));
            }

            if (batch.Count == MaxEntries || bytes + size > maxBytes)
            {
                yield return batch;
                batch = [];
                bytes = 0;
            }

            entry.Id = batch.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
            batch.Add(entry);
            bytes += size;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private static SendMessageBatchRequestEntry Entry(QueuedEnvelope envelope, out int size)
    {
        var (text, isBase64) = SqsBody.Encode(envelope.Body.Span);
        var attributes = new Dictionary<string, MessageAttributeValue>();
        size = isBase64 ? text.Length : envelope.Body.Length;
        Add(attributes, ChainAttribute, envelope.ChainId, ref size);
        Add(attributes, TargetAttribute, envelope.Target, ref size);
        Add(attributes, SqsBody.EncodingAttribute, isBase64 ? SqsBody.Base64 : "", ref size);

        return new SendMessageBatchRequestEntry
        {
            MessageBody = text,
            MessageAttributes = attributes,
            // Rather a second too late than too early: what comes too early is sent once more.
            DelaySeconds = (int)Math.Ceiling(envelope.Delay.TotalSeconds),
        };
    }

    private static void Add(Dictionary<string, MessageAttributeValue> attributes, string name, string value, ref int size)
    {
        // An empty one is refused, and what is that long is of no use to anybody.
        if (value.Length is 0 or > MaxValueLength || !SqsBody.MayTravel(value))
        {
            return;
        }

        const string type = "String";
        attributes[name] = new MessageAttributeValue { DataType = type, StringValue = value };
        size += name.Length + type.Length + Encoding.UTF8.GetByteCount(value);
    }
}

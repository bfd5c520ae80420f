using System.Net.Mime;
using AsyncSplit.Queues;
using AsyncSplit.Security;
using CloudNative.CloudEvents;

namespace AsyncSplit.AspNetCore.Steps;

/// <summary>An envelope as a CloudEvent: docs/http.md.</summary>
internal static class EnvelopeEvents
{
    /// <summary>The type of the events.</summary>
    public const string Type = "asyncsplit.envelope.v1";

    /// <summary>The media type of their data. Not one of JSON's: whoever changes the content mode leaves the bytes as they are then, and the signature right.</summary>
    public const string MediaType = "application/vnd.asyncsplit.envelope";

    /// <summary>The attribute with the signature of the data.</summary>
    public static CloudEventAttribute Signature { get; } = CloudEventAttribute.CreateExtension("splitsignature", CloudEventAttributeType.String);

    /// <summary>The attribute by which brokers that have partitions keep a chain's events together.</summary>
    public static CloudEventAttribute PartitionKey { get; } = CloudEventAttribute.CreateExtension("partitionkey", CloudEventAttributeType.String);

    /// <summary>The attributes that are no part of the specification.</summary>
    public static IReadOnlyList<CloudEventAttribute> Extensions { get; } = [Signature, PartitionKey];

    /// <summary>The event of an envelope.</summary>
    public static CloudEvent Of(QueuedEnvelope envelope, Uri source, EnvelopeSignatures signatures, DateTimeOffset now)
    {
        var sent = new CloudEvent(CloudEventsSpecVersion.V1_0, Extensions)
        {
            Id = envelope.MessageId,
            Source = source,
            Type = Type,
            Subject = envelope.Target.Length > 0 ? envelope.Target : null,
            Time = now,
            DataContentType = MediaType,
            Data = envelope.Body.ToArray(),
            [PartitionKey] = envelope.ChainId,
        };
        if (signatures.HasKeys)
        {
            sent[Signature] = signatures.Sign(envelope.Body.Span);
        }

        return sent;
    }

    /// <summary>Whether a content type is that of a single event in structured mode; of several, it is not.</summary>
    public static bool IsStructured(ContentType? type) => type is not null && string.Equals(type.MediaType, "application/cloudevents+json", StringComparison.OrdinalIgnoreCase);
}

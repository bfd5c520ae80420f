using System.Buffers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using CloudNative.CloudEvents;

namespace AsyncSplit.AspNetCore.Steps;

/// <summary>Writes and reads CloudEvents as JSON, without reflection, with data that is bytes: what is JSON within the JSON stays as it was written.</summary>
internal sealed class EnvelopeEventFormatter : CloudEventFormatter
{
    private const string DataName = "data";
    private const string Base64Name = "data_base64";
    private const string SpecVersionName = "specversion";

    public static EnvelopeEventFormatter Instance { get; } = new();

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> EncodeStructuredModeMessage(CloudEvent cloudEvent, out ContentType contentType)
    {
        cloudEvent.Validate();
        contentType = new ContentType("application/cloudevents+json") { CharSet = "utf-8" };
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString(SpecVersionName, cloudEvent.SpecVersion.VersionId);
        foreach (var (attribute, value) in cloudEvent.GetPopulatedAttributes())
        {
            json.WriteString(attribute.Name, attribute.Format(value));
        }

        json.WriteBase64String(Base64Name, Bytes(cloudEvent));
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <inheritdoc/>
    /// <exception cref="FormatException">It is no CloudEvent.</exception>
    public override CloudEvent DecodeStructuredModeMessage(ReadOnlyMemory<byte> body, ContentType? contentType, IEnumerable<CloudEventAttribute>? extensionAttributes)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Read(json.RootElement, extensionAttributes);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new FormatException($"This is no CloudEvent: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> EncodeBinaryModeEventData(CloudEvent cloudEvent) => Bytes(cloudEvent);

    /// <inheritdoc/>
    public override void DecodeBinaryModeEventData(ReadOnlyMemory<byte> body, CloudEvent cloudEvent) => cloudEvent.Data = body.ToArray();

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> EncodeBatchModeMessage(IEnumerable<CloudEvent> cloudEvents, out ContentType contentType) => throw new NotSupportedException("Envelopes travel one by one.");

    /// <inheritdoc/>
    public override IReadOnlyList<CloudEvent> DecodeBatchModeMessage(ReadOnlyMemory<byte> body, ContentType? contentType, IEnumerable<CloudEventAttribute>? extensionAttributes) =>
        throw new NotSupportedException("Envelopes travel one by one.");

    private static byte[] Bytes(CloudEvent cloudEvent) => (byte[])cloudEvent.Data!;

    private static CloudEvent Read(JsonElement json, IEnumerable<CloudEventAttribute>? extensionAttributes)
    {
        var version = json.TryGetProperty(SpecVersionName, out var found) ? found.GetString() : null;
        var cloudEvent = new CloudEvent(CloudEventsSpecVersion.FromVersionId(version) ?? throw new FormatException($"This is no CloudEvent of a version that is known: '{version}'."), extensionAttributes);
        foreach (var member in json.EnumerateObject())
        {
            switch (member.Name)
            {
                case SpecVersionName:
                    break;
                case DataName:
                    cloudEvent.Data = Encoding.UTF8.GetBytes(member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText());
                    break;
                case Base64Name:
                    cloudEvent.Data = member.Value.GetBytesFromBase64();
                    break;
                default:
                    if (member.Value.ValueKind != JsonValueKind.Null)
                    {
                        cloudEvent.SetAttributeFromString(member.Name, member.Value.ToString());
                    }

                    break;
            }
        }

        return cloudEvent.Validate();
    }
}

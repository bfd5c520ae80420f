using CloudNative.CloudEvents;
using CloudNative.CloudEvents.Core;
using CloudNative.CloudEvents.Http;
using Microsoft.AspNetCore.Http;

namespace AsyncSplit.AspNetCore.Steps;

/// <summary>Reads the CloudEvent of a request, in either content mode.</summary>
internal static class CloudEventReader
{
    /// <summary>Whether the request can be one: structured by its content type, binary by its headers. A batch is neither.</summary>
    public static bool IsEvent(HttpRequest request) =>
        EnvelopeEvents.IsStructured(MimeUtilities.CreateContentTypeOrNull(request.ContentType))
        || (request.Headers.ContainsKey(HttpUtilities.SpecVersionHttpHeader) && !MimeUtilities.IsCloudEventsContentType(request.ContentType) && !MimeUtilities.IsCloudEventsBatchContentType(request.ContentType));

    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static CloudEvent Read(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        var contentType = MimeUtilities.CreateContentTypeOrNull(request.ContentType);
        if (EnvelopeEvents.IsStructured(contentType))
        {
            return EnvelopeEventFormatter.Instance.DecodeStructuredModeMessage(body, contentType, EnvelopeEvents.Extensions);
        }

        try
        {
            return ReadBinary(request, body);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw new FormatException($"This is no CloudEvent: {exception.Message}", exception);
        }
    }

    private static CloudEvent ReadBinary(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        var version = request.Headers[HttpUtilities.SpecVersionHttpHeader].ToString();
        var cloudEvent = new CloudEvent(CloudEventsSpecVersion.FromVersionId(version) ?? throw new FormatException($"This is no CloudEvent of a version that is known: '{version}'."), EnvelopeEvents.Extensions);
        foreach (var (header, values) in request.Headers)
        {
            if (HttpUtilities.GetAttributeNameFromHeaderName(header) is { } name && name != CloudEventsSpecVersion.SpecVersionAttribute.Name)
            {
                cloudEvent.SetAttributeFromString(name, HttpUtilities.DecodeHeaderValue(values.ToString()));
            }
        }

        cloudEvent.DataContentType = request.ContentType;
        EnvelopeEventFormatter.Instance.DecodeBinaryModeEventData(body, cloudEvent);
        return cloudEvent.Validate();
    }
}

using System.Buffers.Text;
using System.Text;
using Azure.Storage.Queues;

namespace AsyncSplit.AzureFunctions.Storage;

/// <summary>How an envelope stands in a message of a Storage queue, which takes text only.</summary>
internal static class MessageText
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // The service's limit for the text of a message.
    private const int MaxTextBytes = 64 * 1024;

    /// <summary>The largest envelope, in bytes.</summary>
    public static int MaxBytes(QueueMessageEncoding encoding) => encoding == QueueMessageEncoding.Base64 ? MaxTextBytes / 4 * 3 : MaxTextBytes;

    /// <exception cref="DecoderFallbackException">It is no UTF-8, and the encoding is none.</exception>
    public static string Write(ReadOnlySpan<byte> body, QueueMessageEncoding encoding) => encoding == QueueMessageEncoding.Base64 ? Convert.ToBase64String(body) : s_strict.GetString(body);

    /// <summary>Reads either form: an envelope's JSON begins with a brace, which Base64 does not know. What is neither is given as it is, to be refused for what it is.</summary>
    public static ReadOnlyMemory<byte> Read(string text)
    {
        var isBase64 = text.Length > 0 && Base64.IsValid(text);
        return isBase64 ? Convert.FromBase64String(text) : Encoding.UTF8.GetBytes(text);
    }
}

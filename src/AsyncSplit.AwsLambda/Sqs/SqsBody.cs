using System.Text;
using System.Text.Unicode;

namespace AsyncSplit.AwsLambda.Sqs;

/// <summary>Envelopes as bodies of SQS messages, which are texts of those characters that XML may have.</summary>
internal static class SqsBody
{
    /// <summary>The attribute that says that the body is Base64.</summary>
    public const string EncodingAttribute = "encoding";

    /// <summary>Its value.</summary>
    public const string Base64 = "base64";

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>The text; whether it is Base64.</returns>
    public static (string Text, bool IsBase64) Encode(ReadOnlySpan<byte> body)
    {
        if (!body.IsEmpty && Utf8.IsValid(body) && s_utf8.GetString(body) is var text && MayTravel(text))
        {
            return (text, false);
        }

        return (Convert.ToBase64String(body), true);
    }

    /// <summary>The envelope; what is no Base64 in spite of its attribute, as it is: the reader of envelopes refuses it.</summary>
    public static ReadOnlyMemory<byte> Decode(string text, bool isBase64)
    {
        var body = new byte[isBase64 ? text.Length : 0];
        return isBase64 && Convert.TryFromBase64String(text, body, out var length) ? body.AsMemory(0, length) : Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Whether SQS takes a text: #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD. It takes what is beyond those too; not everything that stands in for it does.</summary>
    public static bool MayTravel(string text)
    {
        foreach (var character in text)
        {
            if (character is (< ' ' and not ('\t' or '\n' or '\r')) or '\uFFFE' or '\uFFFF' || char.IsSurrogate(character))
            {
                return false;
            }
        }

        return true;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using AsyncSplit.Envelopes;

namespace AsyncSplit.Protection;

/// <summary>What stands in the place of a value that is signed or encrypted: docs/wire-format.md.</summary>
internal static class ProtectedValue
{
    private static readonly JsonEncodedText s_signature = JsonEncodedText.Encode("$signature");
    private static readonly JsonEncodedText s_value = JsonEncodedText.Encode("value");
    private static readonly JsonEncodedText s_sealed = JsonEncodedText.Encode("$sealed");

    /// <summary>The value in its protected form.</summary>
    public static byte[] Write(string thing, string of, ReadOnlyMemory<byte> value, EnvelopeProtection protection) => EnvelopeWriter.WriteValue(writer =>
    {
        writer.Json.WriteStartObject();
        if (protection.Encrypts)
        {
            writer.Json.WriteString(s_sealed, protection.Encrypt(thing, of, value.Span));
        }
        else
        {
            writer.Json.WriteString(s_signature, protection.Sign(thing, of, value.Span));
            writer.Json.WritePropertyName(s_value);
            writer.Json.WriteRawValue(value.Span, skipInputValidation: true);
        }

        writer.Json.WriteEndObject();
    });

    /// <summary>Reads a value that may be protected.</summary>
    /// <param name="json">The value.</param>
    /// <param name="thing">What it is said to be.</param>
    /// <param name="text">The signature, or the value encrypted.</param>
    /// <param name="value">What is signed; null where it is encrypted.</param>
    /// <returns>False when it is not protected.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out string? thing, [NotNullWhen(true)] out string? text, out ReadOnlyMemory<byte>? value)
    {
        thing = null;
        text = null;
        value = null;
        var reader = new Utf8JsonReader(json.Span, WireNames.ReaderOptions);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
        {
            return false;
        }

        var isSealed = reader.ValueTextEquals(s_sealed.EncodedUtf8Bytes);
        if ((!isSealed && !reader.ValueTextEquals(s_signature.EncodedUtf8Bytes)) || !reader.Read() || reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        text = reader.GetString()!;
        if (!isSealed)
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(s_value.EncodedUtf8Bytes))
            {
                return false;
            }

            value = reader.ReadRaw(json);
        }

        thing = text.IndexOf('.', StringComparison.Ordinal) is > 0 and var end ? text[..end] : "";
        return reader.Read() && reader.TokenType == JsonTokenType.EndObject;
    }

    /// <summary>Gives the value itself.</summary>
    /// <param name="thing">What it has to be.</param>
    /// <param name="of">Whose it has to be.</param>
    /// <param name="text">The signature, or the value encrypted.</param>
    /// <param name="value">What is signed; null where it is encrypted.</param>
    /// <param name="protection">Knows its own.</param>
    /// <param name="opened">The value.</param>
    /// <returns>False when it is not authentic.</returns>
    public static bool TryOpen(string thing, string of, string text, ReadOnlyMemory<byte>? value, EnvelopeProtection protection, out ReadOnlyMemory<byte> opened)
    {
        if (value is null)
        {
            return protection.TryDecrypt(thing, of, text, out opened);
        }

        opened = value.Value;
        return protection.IsSigned(thing, of, text, opened.Span);
    }

    /// <summary>A text in its encrypted form.</summary>
    public static string Encrypt(string text, EnvelopeProtection protection) => protection.Encrypt(ProtectedThing.Reason, "", Encoding.UTF8.GetBytes(text));

    /// <summary>The text itself; as it is, where it is not encrypted, or cannot be decrypted.</summary>
    public static string Decrypt(string text, EnvelopeProtection protection) => protection.TryDecrypt(ProtectedThing.Reason, "", text, out var plain) ? Encoding.UTF8.GetString(plain.Span) : text;
}

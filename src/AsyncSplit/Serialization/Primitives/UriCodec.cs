using System.Text.Json;

namespace AsyncSplit.Serialization;

// What a relative one looks like depends on the platform ("/a" is a file on one and relative on another): it is written as {"$relative":"…"}.
internal sealed class UriCodec : Codec<Uri>
{
    public override void Write(StateWriter writer, Uri value)
    {
        if (value is null)
        {
            writer.Null();
        }
        else if (value.IsAbsoluteUri)
        {
            Codecs.String.Write(writer, value.OriginalString);
        }
        else
        {
            writer.Json.WriteStartObject();
            writer.Json.WritePropertyName("$relative"u8);
            Codecs.String.Write(writer, value.OriginalString);
            writer.Json.WriteEndObject();
        }
    }

    public override Uri Read(ref StateReader reader)
    {
        if (reader.Json.TokenType == JsonTokenType.Null)
        {
            return null!;
        }

        var kind = UriKind.RelativeOrAbsolute;
        string? text = null;
        if (reader.Json.TokenType == JsonTokenType.String)
        {
            text = Codecs.String.Read(ref reader);
        }
        else if (reader.Json.TokenType == JsonTokenType.StartObject)
        {
            while (reader.NextProperty(nameof(Uri)))
            {
                if (reader.TryMember("$relative"u8))
                {
                    text = Codecs.String.Read(ref reader);
                    kind = UriKind.Relative;
                }
                else
                {
                    reader.SkipMember();
                }
            }
        }

        return Uri.TryCreate(text, kind, out var uri) ? uri : throw reader.Invalid(nameof(Uri));
    }
}

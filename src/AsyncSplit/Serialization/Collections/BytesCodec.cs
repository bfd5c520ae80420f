using System.Text.Json;

namespace AsyncSplit.Serialization;

internal sealed class BytesCodec : Codec<byte[]>
{
    public override void Write(StateWriter writer, byte[] value)
    {
        if (writer.IsNew(value))
        {
            writer.Json.WriteBase64StringValue(value);
        }
    }

    public override byte[] Read(ref StateReader reader)
    {
        if (!reader.IsNew<byte[]>(out var known, out var number))
        {
            return known!;
        }

        if (reader.Json.TokenType != JsonTokenType.String || !reader.Json.TryGetBytesFromBase64(out var value))
        {
            throw reader.Invalid("bytes in base64");
        }

        reader.Register(number, value);
        return value;
    }
}

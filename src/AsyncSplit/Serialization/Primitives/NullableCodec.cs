using System.Text.Json;

namespace AsyncSplit.Serialization;

internal sealed class NullableCodec<T>(Codec<T> value) : Codec<T?>
    where T : struct
{
    public override void Write(StateWriter writer, T? maybe)
    {
        if (maybe is { } present)
        {
            value.Write(writer, present);
        }
        else
        {
            writer.Null();
        }
    }

    public override T? Read(ref StateReader reader) => reader.Json.TokenType == JsonTokenType.Null ? null : value.Read(ref reader);
}

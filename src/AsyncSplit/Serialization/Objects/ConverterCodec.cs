using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsyncSplit.Serialization;

internal sealed class ConverterCodec<T>(JsonConverter<T> converter) : Codec<T>
{
    public override void Write(StateWriter writer, T value)
    {
        if (value is null && !converter.HandleNull)
        {
            writer.Null();
        }
        else
        {
            converter.Write(writer.Json, value, Codecs.ConverterOptions);
        }
    }

    public override T Read(ref StateReader reader) =>
        reader.Json.TokenType == JsonTokenType.Null && default(T) is null && !converter.HandleNull
            ? default!
            : converter.Read(ref reader.Json, typeof(T), Codecs.ConverterOptions)!;
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsyncSplit.Serialization;

// Where identity is tracked, an object is written as {"$value":…}, because what the converter writes may look like one of our references.
internal sealed class ConverterCodec<T>(JsonConverter<T> converter) : Codec<T>
{
    public override void Write(StateWriter writer, T value)
    {
        if (value is null && !converter.HandleNull)
        {
            writer.Null();
        }
        else if (!Tracks(writer.TracksIdentity) || value is null)
        {
            converter.Write(writer.Json, value, Codecs.ConverterOptions);
        }
        else if (writer.IsNew(value))
        {
            writer.Json.WriteStartObject();
            writer.Json.WritePropertyName("$value"u8);
            converter.Write(writer.Json, value, Codecs.ConverterOptions);
            writer.Json.WriteEndObject();
        }
    }

    public override T Read(ref StateReader reader)
    {
        var isNull = reader.Json.TokenType == JsonTokenType.Null;
        if (isNull && default(T) is null && !converter.HandleNull)
        {
            return default!;
        }

        if (!Tracks(reader.TracksIdentity) || isNull)
        {
            return ReadValue(ref reader);
        }

        if (!reader.IsNew<T>(out var known, out var number))
        {
            return known!;
        }

        reader.StartObject(typeof(T).Name);
        T value = default!;
        while (reader.NextProperty(typeof(T).Name))
        {
            value = reader.TryMember("$value"u8) ? ReadValue(ref reader) : throw reader.Invalid(typeof(T).Name);
        }

        reader.Register(number, value);
        return value;
    }

    private static bool Tracks(bool tracksIdentity) => tracksIdentity && !typeof(T).IsValueType && typeof(T) != typeof(string);

    private T ReadValue(ref StateReader reader) => converter.Read(ref reader.Json, typeof(T), Codecs.ConverterOptions)!;
}

using System.Text.Json;

namespace AsyncSplit.Serialization;

internal sealed class ListCodec<T>(Codec<T> element) : Codec<List<T>>
{
    public override void Write(StateWriter writer, List<T> value)
    {
        if (!writer.IsNew(value))
        {
            return;
        }

        ExactType.Require<List<T>>(value);
        writer.Json.WriteStartArray();
        foreach (var item in value)
        {
            element.Write(writer, item);
        }

        writer.Json.WriteEndArray();
    }

    public override List<T> Read(ref StateReader reader)
    {
        if (!reader.IsNew<List<T>>(out var known, out var number))
        {
            return known!;
        }

        if (reader.Json.TokenType != JsonTokenType.StartArray)
        {
            throw reader.Invalid($"a list of {typeof(T).Name}");
        }

        var value = new List<T>();
        reader.Register(number, value);
        while (true)
        {
            reader.Read();
            if (reader.Json.TokenType == JsonTokenType.EndArray)
            {
                return value;
            }

            value.Add(element.Read(ref reader));
        }
    }
}

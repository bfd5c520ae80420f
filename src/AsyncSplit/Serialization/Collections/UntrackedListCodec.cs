using System.Text.Json;

namespace AsyncSplit.Serialization;

/// <summary>A list that is made for the occasion, so that it must not get a number.</summary>
internal sealed class UntrackedListCodec<T>(Codec<T> element) : Codec<List<T>>
{
    public override void Write(StateWriter writer, List<T> value)
    {
        if (value is null)
        {
            writer.Null();
            return;
        }

        writer.Json.WriteStartArray();
        foreach (var item in value)
        {
            element.Write(writer, item);
        }

        writer.Json.WriteEndArray();
    }

    public override List<T> Read(ref StateReader reader)
    {
        if (reader.Json.TokenType == JsonTokenType.Null)
        {
            return null!;
        }

        if (reader.Json.TokenType != JsonTokenType.StartArray)
        {
            throw reader.Invalid($"a list of {typeof(T).Name}");
        }

        var list = new List<T>();
        while (true)
        {
            reader.Read();
            if (reader.Json.TokenType == JsonTokenType.EndArray)
            {
                return list;
            }

            list.Add(element.Read(ref reader));
        }
    }
}

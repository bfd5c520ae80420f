using System.Text.Json;
using System.Text.Json.Nodes;

namespace AsyncSplit.Serialization;

// In an array, because an object of the user's may look like one of our references.
internal sealed class JsonNodeCodec<T> : Codec<T>
    where T : JsonNode
{
    public override void Write(StateWriter writer, T value)
    {
        if (!writer.IsNew(value))
        {
            return;
        }

        writer.Json.WriteStartArray();
        value.WriteTo(writer.Json);
        writer.Json.WriteEndArray();
    }

    public override T Read(ref StateReader reader)
    {
        if (!reader.IsNew<T>(out var known, out var number))
        {
            return known!;
        }

        if (reader.Json.TokenType != JsonTokenType.StartArray)
        {
            throw reader.Invalid(typeof(T).Name);
        }

        reader.Read();
        var value = JsonNode.Parse(ref reader.Json) as T ?? throw reader.Invalid(typeof(T).Name);
        reader.Read();
        reader.Register(number, value);
        return value;
    }
}

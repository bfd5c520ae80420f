using System.Text.Json;

namespace AsyncSplit.Serialization;

// In an array, so that there is something to write for an element without a value: [].
internal sealed class JsonElementCodec : Codec<JsonElement>
{
    public override void Write(StateWriter writer, JsonElement value)
    {
        writer.Json.WriteStartArray();
        if (value.ValueKind != JsonValueKind.Undefined)
        {
            value.WriteTo(writer.Json);
        }

        writer.Json.WriteEndArray();
    }

    public override JsonElement Read(ref StateReader reader)
    {
        if (reader.Json.TokenType != JsonTokenType.StartArray)
        {
            throw reader.Invalid(nameof(JsonElement));
        }

        reader.Read();
        if (reader.Json.TokenType == JsonTokenType.EndArray)
        {
            return default;
        }

        var value = JsonElement.ParseValue(ref reader.Json);
        reader.Read();
        return value;
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace AsyncSplit.Serialization;

// In an array, because an object of the user's may look like one of our references. A node within others leads to them, so that they travel as well: as {"$root":…,"path":["lines",0]}.
internal sealed class JsonNodeCodec<T> : Codec<T>
    where T : JsonNode
{
    public override void Write(StateWriter writer, T value)
    {
        if (!writer.IsNew(value))
        {
            return;
        }

        if (value.Parent is null)
        {
            writer.Json.WriteStartArray();
            value.WriteTo(writer.Json);
            writer.Json.WriteEndArray();
            return;
        }

        writer.Json.WriteStartObject();
        writer.Json.WritePropertyName("$root"u8);
        Codecs.JsonNode.Write(writer, value.Root);
        writer.Json.WriteStartArray("path"u8);
        WritePath(writer, value);
        writer.Json.WriteEndArray();
        writer.Json.WriteEndObject();
    }

    public override T Read(ref StateReader reader)
    {
        if (!reader.IsNew<T>(out var known, out var number))
        {
            return known!;
        }

        var node = reader.Json.TokenType == JsonTokenType.StartObject ? ReadWithin(ref reader) : ReadRoot(ref reader);
        var value = node as T ?? throw reader.Invalid(typeof(T).Name);
        reader.Register(number, value);
        return value;
    }

    private static JsonNode? ReadRoot(ref StateReader reader)
    {
        if (reader.Json.TokenType != JsonTokenType.StartArray)
        {
            throw reader.Invalid(typeof(T).Name);
        }

        reader.Read();
        var value = JsonNode.Parse(ref reader.Json);
        reader.Read();
        return value;
    }

    private static JsonNode? ReadWithin(ref StateReader reader)
    {
        JsonNode? node = null;
        while (reader.NextProperty(typeof(T).Name))
        {
            if (reader.TryMember("$root"u8))
            {
                node = Codecs.JsonNode.Read(ref reader);
            }
            else if (node is not null && reader.TryMember("path"u8) && reader.Json.TokenType == JsonTokenType.StartArray)
            {
                node = ReadPath(ref reader, node);
            }
            else
            {
                throw reader.Invalid(typeof(T).Name);
            }
        }

        return node;
    }

    private static JsonNode? ReadPath(ref StateReader reader, JsonNode root)
    {
        var node = root;
        while (true)
        {
            reader.Read();
            switch (reader.Json.TokenType, node)
            {
                case (JsonTokenType.EndArray, _):
                    return node;
                case (JsonTokenType.String or JsonTokenType.StartObject, JsonObject container):
                    node = container[Codecs.String.Read(ref reader)];
                    break;
                case (JsonTokenType.Number, JsonArray array) when Codecs.Int32.Read(ref reader) is var index && index >= 0 && index < array.Count:
                    node = array[index];
                    break;
                default:
                    throw reader.Invalid("a path in a JSON document");
            }
        }
    }

    private static void WritePath(StateWriter writer, JsonNode node)
    {
        if (node.Parent is not { } parent)
        {
            return;
        }

        WritePath(writer, parent);
        if (parent is JsonArray)
        {
            writer.Json.WriteNumberValue(node.GetElementIndex());
        }
        else
        {
            Codecs.String.Write(writer, node.GetPropertyName());
        }
    }
}

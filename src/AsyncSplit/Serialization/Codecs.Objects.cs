using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AsyncSplit.Serialization;

public static partial class Codecs
{
    internal static JsonSerializerOptions ConverterOptions { get; } = new();

    /// <summary>What a [JsonConverter] attribute names.</summary>
    public static Codec<T> Converter<T>(JsonConverter<T> converter) => new ConverterCodec<T>(converter);

    /// <inheritdoc cref="Converter{T}(JsonConverter{T})"/>
    public static Codec<T> Converter<T>(JsonConverterFactory factory) =>
        new ConverterCodec<T>(factory.CreateConverter(typeof(T), ConverterOptions) as JsonConverter<T>
            ?? throw new InvalidOperationException($"{factory.GetType()} makes no converter for {typeof(T)}."));

    public static Codec<JsonElement> JsonElement { get; } = new JsonElementCodec();

    public static Codec<JsonNode> JsonNode { get; } = new JsonNodeCodec<JsonNode>();

    public static Codec<JsonObject> JsonObject { get; } = new JsonNodeCodec<JsonObject>();

    public static Codec<JsonArray> JsonArray { get; } = new JsonNodeCodec<JsonArray>();

    private sealed class JsonElementCodec : Codec<JsonElement>
    {
        public override void Write(StateWriter writer, JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Undefined)
            {
                // Not a JSON value: {} around it, as an element may hold anything else.
                writer.Json.WriteStartArray();
                writer.Json.WriteEndArray();
            }
            else
            {
                writer.Json.WriteStartArray();
                value.WriteTo(writer.Json);
                writer.Json.WriteEndArray();
            }
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

            var value = System.Text.Json.JsonElement.ParseValue(ref reader.Json);
            reader.Read();
            return value;
        }
    }

    private sealed class JsonNodeCodec<T> : Codec<T>
        where T : JsonNode
    {
        public override void Write(StateWriter writer, T value)
        {
            if (value is null)
            {
                writer.Null();
            }
            else
            {
                value.WriteTo(writer.Json);
            }
        }

        public override T Read(ref StateReader reader)
        {
            if (reader.Json.TokenType == JsonTokenType.Null)
            {
                return null!;
            }

            return System.Text.Json.Nodes.JsonNode.Parse(ref reader.Json) as T ?? throw reader.Invalid(typeof(T).Name);
        }
    }
}

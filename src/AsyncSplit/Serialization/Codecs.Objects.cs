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

    public static Codec<JsonValue> JsonValue { get; } = new JsonNodeCodec<JsonValue>();

    public static Codec<JsonArray> JsonArray { get; } = new JsonNodeCodec<JsonArray>();
}

using System.Text.Json;

namespace AsyncSplit.Serialization;

/// <summary>Pairs as a JSON object where keys have a text form, else as an array of two-element arrays; in the order of enumeration.</summary>
internal sealed class DictionaryCodec<TDictionary, TBuilder, TKey, TValue>(
    Codec<TKey> key,
    Codec<TValue> value,
    Func<string?, TBuilder> create,
    Action<TBuilder, TKey, TValue> add,
    Func<TBuilder, TDictionary> finish,
    Func<TDictionary, string?>? comparerOf = null)
    : Codec<TDictionary>
    where TDictionary : class, IEnumerable<KeyValuePair<TKey, TValue>>
    where TBuilder : class
{
    private readonly KeyCodec<TKey>? _names = key as KeyCodec<TKey>;

    public override void Write(StateWriter writer, TDictionary dictionary)
    {
        if (!writer.IsNew(dictionary))
        {
            return;
        }

        ExactType.Require<TDictionary>(dictionary);
        if (typeof(TBuilder) != typeof(TDictionary))
        {
            writer.Open(dictionary);
        }

        writer.Json.WriteStartObject();
        if (comparerOf?.Invoke(dictionary) is { } comparer)
        {
            writer.Json.WriteString("$comparer"u8, comparer);
        }

        if (_names is not null)
        {
            foreach (var (name, item) in dictionary)
            {
                writer.Json.WritePropertyName(KeyNames.ToName(_names.Format(name)));
                value.Write(writer, item);
            }
        }
        else
        {
            writer.Json.WriteStartArray("$pairs"u8);
            foreach (var (name, item) in dictionary)
            {
                key.Write(writer, name);
                value.Write(writer, item);
            }

            writer.Json.WriteEndArray();
        }

        writer.Json.WriteEndObject();
        writer.Close(dictionary);
    }

    public override TDictionary Read(ref StateReader reader)
    {
        if (!reader.IsNew<TDictionary>(out var known, out var number))
        {
            return known!;
        }

        const string Type = "Dictionary";
        reader.StartObject(Type);
        var ahead = reader.Json;
        string? comparer = null;
        if (ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName && ahead.Is("$comparer"u8))
        {
            ahead.Read();
            reader.Json = ahead;
            comparer = Codecs.String.Read(ref reader);
        }

        // Where the builder is the dictionary itself, it exists before its values do.
        var builder = create(comparer);
        reader.Register(number, builder as TDictionary);
        while (reader.NextProperty(Type))
        {
            if (_names is null)
            {
                ReadPairs(ref reader, builder);
                continue;
            }

            var name = KeyNames.FromName(reader.Text());
            if (!_names.TryParse(name, out var found))
            {
                throw reader.Invalid($"a key of type {typeof(TKey).Name}");
            }

            reader.Read();
            add(builder, found, value.Read(ref reader));
        }

        var dictionary = finish(builder);
        reader.Register(number, dictionary);
        return dictionary;
    }

    private void ReadPairs(ref StateReader reader, TBuilder builder)
    {
        if (!reader.TryMember("$pairs"u8) || reader.Json.TokenType != JsonTokenType.StartArray)
        {
            throw reader.Invalid("pairs");
        }

        while (true)
        {
            reader.Read();
            if (reader.Json.TokenType == JsonTokenType.EndArray)
            {
                return;
            }

            var name = key.Read(ref reader);
            reader.Read();
            add(builder, name, value.Read(ref reader));
        }
    }
}

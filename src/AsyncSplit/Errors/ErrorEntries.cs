using System.Collections;
using System.Text.Json;
using AsyncSplit.Envelopes;
using AsyncSplit.Serialization;

namespace AsyncSplit.Errors;

/// <summary>What travels of <see cref="Exception.Data"/>: entries whose key is a text and whose value is a simple one, as <c>{"orderId":["int",5]}</c>.</summary>
internal static class ErrorEntries
{
    private static readonly Kind[] s_kinds =
    [
        new Kind<string>("string", Codecs.String), new Kind<bool>("bool", Codecs.Boolean), new Kind<int>("int", Codecs.Int32), new Kind<long>("long", Codecs.Int64),
        new Kind<double>("double", Codecs.Double), new Kind<decimal>("decimal", Codecs.Decimal), new Kind<Guid>("guid", Codecs.Guid), new Kind<DateTime>("dateTime", Codecs.DateTime),
        new Kind<DateTimeOffset>("dateTimeOffset", Codecs.DateTimeOffset), new Kind<TimeSpan>("timeSpan", Codecs.TimeSpan), new Kind<Uri>("uri", Codecs.Uri),
        new Kind<byte>("byte", Codecs.Byte), new Kind<short>("short", Codecs.Int16), new Kind<uint>("uint", Codecs.UInt32), new Kind<ulong>("ulong", Codecs.UInt64),
        new Kind<float>("float", Codecs.Single), new Kind<char>("char", Codecs.Char),
    ];

    public static void Write(StateWriter writer, Exception exception)
    {
        // The property would create a dictionary for each exception that has none.
        if (ExceptionFields.Data(exception) is not { Count: > 0 } data)
        {
            return;
        }

        var entries = data.Cast<DictionaryEntry>().Where(entry => entry.Key is string && (entry.Value is null || KindOf(entry.Value) is not null)).ToList();
        if (entries.Count == 0)
        {
            return;
        }

        writer.Json.WriteStartObject(ErrorNames.Entries);
        foreach (var entry in entries)
        {
            writer.Json.WritePropertyName(KeyNames.ToName((string)entry.Key));
            if (entry.Value is null)
            {
                writer.Null();
                continue;
            }

            var kind = KindOf(entry.Value)!;
            writer.Json.WriteStartArray();
            writer.Json.WriteStringValue(kind.Name);
            kind.Write(writer, entry.Value);
            writer.Json.WriteEndArray();
        }

        writer.Json.WriteEndObject();
    }

    public static void Read(ReadOnlyMemory<byte> entries, IDictionary data)
    {
        var reader = new StateReader(new Utf8JsonReader(entries.Span, WireNames.ReaderOptions));
        const string Type = "Data";
        reader.StartObject(Type);
        while (reader.NextProperty(Type))
        {
            var key = KeyNames.FromName(reader.Text());
            reader.Read();
            data[key] = reader.Json.TokenType == JsonTokenType.Null ? null : ReadValue(ref reader);
        }
    }

    private static object? ReadValue(ref StateReader reader)
    {
        if (reader.Json.TokenType != JsonTokenType.StartArray)
        {
            throw reader.Invalid("a kind and a value");
        }

        reader.Read();
        var name = Codecs.String.Read(ref reader);
        var kind = s_kinds.FirstOrDefault(kind => kind.Name == name) ?? throw reader.Invalid("a kind of value");
        reader.Read();
        var value = kind.Read(ref reader);
        reader.Read();
        return value;
    }

    private static Kind? KindOf(object value) => Array.Find(s_kinds, kind => kind.Type == value.GetType());

    private abstract class Kind(string name, Type type)
    {
        public string Name => name;

        public Type Type => type;

        public abstract void Write(StateWriter writer, object value);

        public abstract object? Read(ref StateReader reader);
    }

    private sealed class Kind<T>(string name, Codec<T> codec) : Kind(name, typeof(T))
        where T : notnull
    {
        public override void Write(StateWriter writer, object value) => codec.Write(writer, (T)value);

        public override object? Read(ref StateReader reader) => codec.Read(ref reader);
    }
}

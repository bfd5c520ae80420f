using System.Text.Json;

namespace AsyncSplit.Serialization;

/// <summary>Part of an array, as <c>{"$array":[…],"offset":1,"count":2}</c>, where the array itself can be observed; else its items.</summary>
internal sealed class MemoryCodec<TMemory, T>(
    Codec<T[]> array,
    bool showsArray,
    Func<TMemory, ArraySegment<T>?> segmentOf,
    Func<TMemory, T[]> itemsOf,
    Func<ArraySegment<T>, TMemory> create)
    : Codec<TMemory>
    where TMemory : struct
{
    public override void Write(StateWriter writer, TMemory value)
    {
        if ((!showsArray && !writer.TracksIdentity) || segmentOf(value) is not { } segment)
        {
            array.Write(writer, itemsOf(value));
            return;
        }

        if (segment.Array is null)
        {
            writer.Null();
            return;
        }

        writer.Json.WriteStartObject();
        writer.Json.WritePropertyName("$array"u8);
        array.Write(writer, segment.Array);
        writer.Json.WriteNumber("offset"u8, segment.Offset);
        writer.Json.WriteNumber("count"u8, segment.Count);
        writer.Json.WriteEndObject();
    }

    public override TMemory Read(ref StateReader reader)
    {
        var ahead = reader.Json;
        if (reader.Json.TokenType == JsonTokenType.Null)
        {
            return default;
        }

        if (reader.Json.TokenType != JsonTokenType.StartObject || !ahead.Read() || ahead.TokenType != JsonTokenType.PropertyName || !ahead.Is("$array"u8))
        {
            return create(array.Read(ref reader) ?? throw reader.Invalid(typeof(TMemory).Name));
        }

        var type = typeof(TMemory).Name;
        T[]? items = null;
        var (offset, count) = (-1, -1);
        while (reader.NextProperty(type))
        {
            if (reader.TryMember("$array"u8))
            {
                items = array.Read(ref reader);
            }
            else if (reader.TryMember("offset"u8))
            {
                offset = Codecs.Int32.Read(ref reader);
            }
            else if (reader.TryMember("count"u8))
            {
                count = Codecs.Int32.Read(ref reader);
            }
            else
            {
                throw reader.Invalid(type);
            }
        }

        return items is not null && offset >= 0 && count >= 0 && offset <= items.Length - count ? create(new ArraySegment<T>(items, offset, count)) : throw reader.Invalid(type);
    }
}

using System.Text.Json;

namespace AsyncSplit.Serialization;

/// <summary>An array of two or three dimensions as <c>{"lengths":[2,3],"items":[…]}</c>, the last index running fastest.</summary>
internal sealed class GridCodec<TArray, T>(Codec<T> element, int rank, Func<int[], TArray> create, Action<TArray, int[], T> set) : Codec<TArray>
    where TArray : class
{
    public override void Write(StateWriter writer, TArray value)
    {
        if (!writer.IsNew(value))
        {
            return;
        }

        var array = (System.Array)(object)value;
        writer.Json.WriteStartObject();
        writer.Json.WriteStartArray("lengths"u8);
        for (var dimension = 0; dimension < rank; dimension++)
        {
            if (array.GetLowerBound(dimension) != 0)
            {
                throw new InvalidOperationException("An array whose indexes do not start at zero cannot cross a boundary.");
            }

            writer.Json.WriteNumberValue(array.GetLength(dimension));
        }

        writer.Json.WriteEndArray();
        writer.Json.WriteStartArray("items"u8);
        foreach (T item in array)
        {
            element.Write(writer, item);
        }

        writer.Json.WriteEndArray();
        writer.Json.WriteEndObject();
    }

    public override TArray Read(ref StateReader reader)
    {
        if (!reader.IsNew<TArray>(out var known, out var number))
        {
            return known!;
        }

        const string Type = "Array";
        reader.StartObject(Type);
        TArray? value = null;
        int[]? lengths = null;
        while (reader.NextProperty(Type))
        {
            if (reader.TryMember("lengths"u8))
            {
                lengths = ReadLengths(ref reader);
                value = create(lengths);
                reader.Register(number, value);
            }
            else if (value is not null && reader.TryMember("items"u8) && reader.Json.TokenType == JsonTokenType.StartArray)
            {
                ReadItems(ref reader, value, lengths!);
            }
            else
            {
                throw reader.Invalid("an array of several dimensions");
            }
        }

        return value ?? throw StateReader.Missing(Type, "lengths");
    }

    private int[] ReadLengths(ref StateReader reader)
    {
        if (reader.Json.TokenType != JsonTokenType.StartArray)
        {
            throw reader.Invalid("the lengths of an array");
        }

        var lengths = new int[rank];
        for (var dimension = 0; dimension < rank; dimension++)
        {
            reader.Read();
            lengths[dimension] = Codecs.Int32.Read(ref reader);
        }

        reader.Read();
        return reader.Json.TokenType == JsonTokenType.EndArray && lengths.All(length => length >= 0) ? lengths : throw reader.Invalid("the lengths of an array");
    }

    private void ReadItems(ref StateReader reader, TArray value, int[] lengths)
    {
        var index = new int[rank];
        while (true)
        {
            reader.Read();
            if (reader.Json.TokenType == JsonTokenType.EndArray)
            {
                return;
            }

            if (index[0] >= lengths[0] || lengths.Contains(0))
            {
                throw reader.Invalid("fewer items");
            }

            set(value, index, element.Read(ref reader));
            for (var dimension = rank - 1; dimension >= 0 && ++index[dimension] == lengths[dimension] && dimension > 0; dimension--)
            {
                index[dimension] = 0;
            }
        }
    }
}

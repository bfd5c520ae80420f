using System.Text.Json;

namespace AsyncSplit.Serialization;

/// <summary>A tuple as a JSON array. The rest of a long one is an array at its end.</summary>
internal sealed class TupleCodec<T>(Action<StateWriter, T> writeItems, StateRead<T> readItems) : Codec<T>
{
    public override void Write(StateWriter writer, T value)
    {
        if (!typeof(T).IsValueType && !writer.IsNew(value))
        {
            return;
        }

        writer.Json.WriteStartArray();
        if (typeof(T).IsValueType)
        {
            writeItems(writer, value);
        }
        else
        {
            writer.Open(value);
            writeItems(writer, value);
            writer.Close(value);
        }

        writer.Json.WriteEndArray();
    }

    public override T Read(ref StateReader reader)
    {
        var number = -1;
        if (!typeof(T).IsValueType && !reader.IsNew<T>(out var known, out number))
        {
            return known!;
        }

        if (reader.Json.TokenType != JsonTokenType.StartArray)
        {
            throw reader.Invalid("a tuple");
        }

        var value = readItems(ref reader);
        reader.Read();
        if (reader.Json.TokenType != JsonTokenType.EndArray)
        {
            throw reader.Invalid("the end of a tuple");
        }

        if (!typeof(T).IsValueType)
        {
            reader.Register(number, value);
        }

        return value;
    }
}

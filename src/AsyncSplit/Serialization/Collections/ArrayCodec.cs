using System.Text.Json;

namespace AsyncSplit.Serialization;

internal sealed class ArrayCodec<T>(Codec<T> element) : Codec<T[]>
{
    public override void Write(StateWriter writer, T[] value)
    {
        // An array of a derived type comes back as one of this type.
        if (value is null || value.GetType() == typeof(T[]) ? !writer.IsNew(value) : !writer.IsNewCopy(value, typeof(T[])))
        {
            return;
        }

        writer.Json.WriteStartArray();
        foreach (var item in value)
        {
            element.Write(writer, item);
        }

        writer.Json.WriteEndArray();
    }

    public override T[] Read(ref StateReader reader)
    {
        if (!reader.IsNew<T[]>(out var known, out var number))
        {
            return known!;
        }

        if (reader.Json.TokenType != JsonTokenType.StartArray)
        {
            throw reader.Invalid($"an array of {typeof(T).Name}");
        }

        return reader.TracksIdentity ? ReadRegistered(ref reader, number) : ReadPlain(ref reader);
    }

    private T[] ReadPlain(ref StateReader reader)
    {
        var items = new List<T>();
        while (true)
        {
            reader.Read();
            if (reader.Json.TokenType == JsonTokenType.EndArray)
            {
                return [.. items];
            }

            items.Add(element.Read(ref reader));
        }
    }

    // Its items may refer to the array, so it must exist before them.
    private T[] ReadRegistered(ref StateReader reader, int number)
    {
        var items = new T[reader.CountElements()];
        reader.Register(number, items);
        for (var i = 0; i < items.Length; i++)
        {
            reader.Read();
            items[i] = element.Read(ref reader);
        }

        reader.Read();
        return items;
    }
}

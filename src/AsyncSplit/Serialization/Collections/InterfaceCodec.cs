using System.Text.Json;

namespace AsyncSplit.Serialization;

/// <summary>A value typed as an interface, as one of the classes behind it: the usual one plainly, others as <c>{"$kind":[…]}</c>.</summary>
/// <param name="kinds">The classes, the usual one first.</param>
/// <param name="element">The codec of the items; needed with <paramref name="items"/>.</param>
/// <param name="items">Gives the items of one that is none of them, to be copied as the usual one; null where a copy could be told from it.</param>
internal sealed class InterfaceCodec<TInterface, T>(InterfaceKind<TInterface>[] kinds, Func<TInterface, IEnumerable<T>>? items, Codec<T>? element = null) : Codec<TInterface>
    where TInterface : class
{
    public override void Write(StateWriter writer, TInterface value)
    {
        if (value is null)
        {
            writer.Null();
            return;
        }

        foreach (var kind in kinds)
        {
            if (kind.Fits(value))
            {
                Write(writer, kind, value);
                return;
            }
        }

        if (items is null)
        {
            throw new InvalidOperationException($"A {value.GetType()} cannot cross an await as {typeof(TInterface)}: nothing says how to create it again. Declare it with its own type, or copy it.");
        }

        if (writer.IsNewCopy(value, typeof(TInterface)))
        {
            writer.Json.WriteStartArray();
            foreach (var item in items(value))
            {
                element!.Write(writer, item);
            }

            writer.Json.WriteEndArray();
        }
    }

    public override TInterface Read(ref StateReader reader)
    {
        if (reader.Json.TokenType == JsonTokenType.Null)
        {
            return null!;
        }

        if (reader.TryReference<TInterface>(out var known))
        {
            return known!;
        }

        if (reader.Json.TokenType == JsonTokenType.StartObject)
        {
            var ahead = reader.Json;
            ahead.Read();
            foreach (var kind in kinds)
            {
                if (kind.Name is not null && ahead.TokenType == JsonTokenType.PropertyName && ahead.Is(kind.Name))
                {
                    reader.Json = ahead;
                    reader.Read();
                    var value = kind.Read(ref reader);
                    reader.Read();
                    return value;
                }
            }
        }

        return kinds[0].Read(ref reader);
    }

    private static void Write(StateWriter writer, InterfaceKind<TInterface> kind, TInterface value)
    {
        if (kind.Name is null)
        {
            kind.Write(writer, value);
            return;
        }

        writer.Json.WriteStartObject();
        writer.Json.WritePropertyName(kind.Name);
        kind.Write(writer, value);
        writer.Json.WriteEndObject();
    }
}

using System.Text.Json;

namespace AsyncSplit.Serialization;

/// <summary>A value typed as an interface, as one of the classes behind it: the usual one plainly, others as <c>{"$kind":[…]}</c>.</summary>
internal sealed class InterfaceCodec<TInterface, T>(InterfaceKind<TInterface>[] kinds, Func<TInterface, TInterface> materialise) : Codec<TInterface>
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

        Write(writer, kinds[0], materialise(value));
    }

    public override TInterface Read(ref StateReader reader)
    {
        if (reader.Json.TokenType == JsonTokenType.Null)
        {
            return null!;
        }

        if (reader.Json.TokenType == JsonTokenType.StartObject)
        {
            var ahead = reader.Json;
            ahead.Read();
            foreach (var kind in kinds)
            {
                if (kind.Name is not null && ahead.TokenType == JsonTokenType.PropertyName && ahead.ValueTextEquals(kind.Name))
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

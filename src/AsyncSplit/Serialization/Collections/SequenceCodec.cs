using System.Text.Json;

namespace AsyncSplit.Serialization;

/// <summary>A sequence as a JSON array; with a comparer as <c>{"$comparer":"…","items":[…]}</c>.</summary>
internal abstract class SequenceCodec<TSequence, T>(Codec<T> element) : Codec<TSequence>
    where TSequence : class
{
    public override void Write(StateWriter writer, TSequence value)
    {
        if (writer.IsNew(value))
        {
            ExactType.Require<TSequence>(value);
            WriteNew(writer, value, ComparerOf(value));
        }
    }

    public override TSequence Read(ref StateReader reader)
    {
        if (!reader.IsNew<TSequence>(out var known, out var number))
        {
            return known!;
        }

        if (reader.Json.TokenType == JsonTokenType.StartArray)
        {
            return ReadItems(ref reader, number, null);
        }

        reader.StartObject(typeof(TSequence).Name);
        string? comparer = null;
        TSequence? value = null;
        while (reader.NextProperty(typeof(TSequence).Name))
        {
            if (reader.TryMember("$comparer"u8))
            {
                comparer = Codecs.String.Read(ref reader);
            }
            else if (reader.TryMember("items"u8) && reader.Json.TokenType == JsonTokenType.StartArray)
            {
                value = ReadItems(ref reader, number, comparer);
            }
            else
            {
                throw reader.Invalid(typeof(TSequence).Name);
            }
        }

        return value ?? throw reader.Invalid(typeof(TSequence).Name);
    }

    protected virtual string? ComparerOf(TSequence value) => null;

    protected abstract IEnumerable<T> Items(TSequence value);

    /// <summary>Reads from the array's start to its end.</summary>
    protected abstract TSequence ReadItems(ref StateReader reader, int number, string? comparer);

    protected T ReadItem(ref StateReader reader) => element.Read(ref reader);

    protected virtual void WriteItems(StateWriter writer, TSequence value)
    {
        foreach (var item in Items(value))
        {
            element.Write(writer, item);
        }
    }

    private void WriteNew(StateWriter writer, TSequence value, string? comparer)
    {
        if (comparer is not null)
        {
            writer.Json.WriteStartObject();
            writer.Json.WriteString("$comparer"u8, comparer);
            writer.Json.WritePropertyName("items"u8);
        }

        writer.Json.WriteStartArray();
        WriteItems(writer, value);
        writer.Json.WriteEndArray();
        if (comparer is not null)
        {
            writer.Json.WriteEndObject();
        }
    }
}

using System.Text.Json;

namespace AsyncSplit.Serialization;

/// <summary>A sequence that is made of all its items at once.</summary>
internal sealed class BufferedSequenceCodec<TSequence, T>(
    Codec<T> element,
    Func<List<T>, string?, TSequence> create,
    Func<TSequence, string?>? comparerOf = null,
    Func<TSequence, IEnumerable<T>>? items = null)
    : SequenceCodec<TSequence, T>(element)
    where TSequence : class, IEnumerable<T>
{
    protected override string? ComparerOf(TSequence value) => comparerOf?.Invoke(value);

    protected override IEnumerable<T> Items(TSequence value) => items is null ? value : items(value);

    protected override void WriteItems(StateWriter writer, TSequence value)
    {
        writer.Open(value);
        base.WriteItems(writer, value);
        writer.Close(value);
    }

    protected override TSequence ReadItems(ref StateReader reader, int number, string? comparer)
    {
        var buffer = new List<T>();
        while (true)
        {
            reader.Read();
            if (reader.Json.TokenType == JsonTokenType.EndArray)
            {
                var value = create(buffer, comparer);
                reader.Register(number, value);
                return value;
            }

            buffer.Add(ReadItem(ref reader));
        }
    }
}

using System.Text.Json;

namespace AsyncSplit.Serialization;

/// <summary>A sequence that exists before its items do, so that they may refer to it.</summary>
internal sealed class MutableSequenceCodec<TSequence, T>(
    Codec<T> element,
    Func<string?, TSequence> create,
    Action<TSequence, T> add,
    Func<TSequence, string?>? comparerOf = null,
    Func<TSequence, IEnumerable<T>>? items = null)
    : SequenceCodec<TSequence, T>(element)
    where TSequence : class, IEnumerable<T>
{
    protected override string? ComparerOf(TSequence value) => comparerOf?.Invoke(value);

    protected override IEnumerable<T> Items(TSequence value) => items is null ? value : items(value);

    protected override TSequence ReadItems(ref StateReader reader, int number, string? comparer)
    {
        var value = create(comparer);
        reader.Register(number, value);
        while (true)
        {
            reader.Read();
            if (reader.Json.TokenType == JsonTokenType.EndArray)
            {
                return value;
            }

            add(value, ReadItem(ref reader));
        }
    }
}

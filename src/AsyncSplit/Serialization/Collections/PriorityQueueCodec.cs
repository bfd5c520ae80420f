using System.Text.Json;

namespace AsyncSplit.Serialization;

/// <summary>Pairs of element and priority in the order of the heap, which decides among equal priorities.</summary>
internal sealed class PriorityQueueCodec<TElement, TPriority>(Codec<(TElement Element, TPriority Priority)> pair)
    : SequenceCodec<PriorityQueue<TElement, TPriority>, (TElement Element, TPriority Priority)>(pair)
{
    protected override string? ComparerOf(PriorityQueue<TElement, TPriority> value) => Comparers.NameOf(value.Comparer);

    protected override IEnumerable<(TElement Element, TPriority Priority)> Items(PriorityQueue<TElement, TPriority> value) => value.UnorderedItems;

    protected override PriorityQueue<TElement, TPriority> ReadItems(ref StateReader reader, int number, string? comparer)
    {
        var value = new PriorityQueue<TElement, TPriority>(Comparers.Order<TPriority>(comparer));
        reader.Register(number, value);
        var pairs = new List<(TElement Element, TPriority Priority)>();
        while (true)
        {
            reader.Read();
            if (reader.Json.TokenType == JsonTokenType.EndArray)
            {
                // All at once, so that what is a heap already stays as it is.
                value.EnqueueRange(pairs);
                return value;
            }

            pairs.Add(ReadItem(ref reader));
        }
    }
}

using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Text;

namespace AsyncSplit.Serialization;

public static partial class Codecs
{
    public static Codec<T[,]> Array2D<T>(Codec<T> element) =>
        new GridCodec<T[,], T>(element, 2, lengths => new T[lengths[0], lengths[1]], (array, index, item) => array[index[0], index[1]] = item);

    public static Codec<T[,,]> Array3D<T>(Codec<T> element) =>
        new GridCodec<T[,,], T>(element, 3, lengths => new T[lengths[0], lengths[1], lengths[2]], (array, index, item) => array[index[0], index[1], index[2]] = item);

    public static Codec<SortedList<TKey, TValue>> SortedList<TKey, TValue>(Codec<TKey> key, Codec<TValue> value)
        where TKey : notnull => new DictionaryCodec<SortedList<TKey, TValue>, SortedList<TKey, TValue>, TKey, TValue>(
            key, value, comparer => new(Comparers.Order<TKey>(comparer)), (list, name, item) => list.Add(name, item), same => same, list => Comparers.NameOf(list.Comparer));

    public static Codec<ConcurrentDictionary<TKey, TValue>> ConcurrentDictionary<TKey, TValue>(Codec<TKey> key, Codec<TValue> value)
        where TKey : notnull => new DictionaryCodec<ConcurrentDictionary<TKey, TValue>, ConcurrentDictionary<TKey, TValue>, TKey, TValue>(
            key, value, comparer => new(Comparers.Equality<TKey>(comparer)), (dictionary, name, item) => dictionary[name] = item, same => same, dictionary => Comparers.NameOf(dictionary.Comparer));

    /// <summary>A dictionary type with a parameterless constructor.</summary>
    public static Codec<TDictionary> DictionaryLike<TDictionary, TKey, TValue>(Codec<TKey> key, Codec<TValue> value)
        where TDictionary : class, IDictionary<TKey, TValue>, new()
        where TKey : notnull => new DictionaryCodec<TDictionary, TDictionary, TKey, TValue>(
            key, value, _ => new(), (dictionary, name, item) => dictionary.Add(name, item), same => same);

    public static Codec<ConcurrentQueue<T>> ConcurrentQueue<T>(Codec<T> element) => new MutableSequenceCodec<ConcurrentQueue<T>, T>(
        element, _ => new(), (queue, item) => queue.Enqueue(item));

    public static Codec<ReadOnlyCollection<T>> ReadOnlyCollection<T>(Codec<T> element) => new BufferedSequenceCodec<ReadOnlyCollection<T>, T>(
        element, (items, _) => items.AsReadOnly());

    public static Codec<ArraySegment<T>> ArraySegment<T>(Codec<T> element) => new ConvertedCodec<ArraySegment<T>, List<T>>(
        new UntrackedListCodec<T>(element), segment => segment.Array is null ? null! : [.. segment], list => list is null ? default : new(list.ToArray()));

    public static Codec<Memory<T>> Memory<T>(Codec<T> element) => new ConvertedCodec<Memory<T>, List<T>>(
        new UntrackedListCodec<T>(element), memory => [.. memory.Span], list => list.ToArray());

    public static Codec<ReadOnlyMemory<T>> ReadOnlyMemory<T>(Codec<T> element) => new ConvertedCodec<ReadOnlyMemory<T>, List<T>>(
        new UntrackedListCodec<T>(element), memory => [.. memory.Span], list => list.ToArray());

    public static Codec<StringBuilder> StringBuilder { get; } = new StringBuilderCodec();

    private sealed class StringBuilderCodec : Codec<StringBuilder>
    {
        public override void Write(StateWriter writer, StringBuilder value)
        {
            if (writer.IsNew(value))
            {
                String.Write(writer, value.ToString());
            }
        }

        public override StringBuilder Read(ref StateReader reader)
        {
            if (!reader.IsNew<StringBuilder>(out var known, out var number))
            {
                return known!;
            }

            var value = new StringBuilder(String.Read(ref reader));
            reader.Register(number, value);
            return value;
        }
    }
}

using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.ObjectModel;
using System.Runtime.InteropServices;
using System.Text;

namespace AsyncSplit.Serialization;

public static partial class Codecs
{
    public static Codec<T[,]> Array2D<T>(Codec<T> element) =>
        new GridCodec<T[,], T>(element, 2, lengths => new T[lengths[0], lengths[1]], (array, index, item) => array[index[0], index[1]] = item);

    public static Codec<T[,,]> Array3D<T>(Codec<T> element) =>
        new GridCodec<T[,,], T>(element, 3, lengths => new T[lengths[0], lengths[1], lengths[2]], (array, index, item) => array[index[0], index[1], index[2]] = item);

    public static Codec<T[,,,]> Array4D<T>(Codec<T> element) =>
        new GridCodec<T[,,,], T>(
            element, 4, lengths => new T[lengths[0], lengths[1], lengths[2], lengths[3]], (array, index, item) => array[index[0], index[1], index[2], index[3]] = item);

    public static Codec<SortedList<TKey, TValue>> SortedList<TKey, TValue>(Codec<TKey> key, Codec<TValue> value)
        where TKey : notnull => new DictionaryCodec<SortedList<TKey, TValue>, SortedList<TKey, TValue>, TKey, TValue>(
            key, value, comparer => new(Comparers.Order<TKey>(comparer)), (list, name, item) => list[name] = item, same => same, list => Comparers.NameOf(list.Comparer));

    public static Codec<ConcurrentDictionary<TKey, TValue>> ConcurrentDictionary<TKey, TValue>(Codec<TKey> key, Codec<TValue> value)
        where TKey : notnull => new DictionaryCodec<ConcurrentDictionary<TKey, TValue>, ConcurrentDictionary<TKey, TValue>, TKey, TValue>(
            key, value, comparer => new(Comparers.Equality<TKey>(comparer)), (dictionary, name, item) => dictionary[name] = item, same => same, dictionary => Comparers.NameOf(dictionary.Comparer));

    /// <summary>A dictionary type with a parameterless constructor.</summary>
    public static Codec<TDictionary> DictionaryLike<TDictionary, TKey, TValue>(Codec<TKey> key, Codec<TValue> value)
        where TDictionary : class, IDictionary<TKey, TValue>, new()
        where TKey : notnull => new DictionaryCodec<TDictionary, TDictionary, TKey, TValue>(
            key,
            value,
            _ => new(),
            (dictionary, name, item) => dictionary[name] = item,
            same => same,
            dictionary =>
            {
                if (Comparer(dictionary) is { } comparer)
                {
                    Comparers.RequireOwn(comparer, Comparer(new TDictionary()), typeof(TDictionary));
                }

                return null;

                static object? Comparer(TDictionary dictionary) =>
                    dictionary is Dictionary<TKey, TValue> hashed ? hashed.Comparer : dictionary is SortedDictionary<TKey, TValue> sorted ? sorted.Comparer : null;
            });

    public static Codec<ConcurrentQueue<T>> ConcurrentQueue<T>(Codec<T> element) => new MutableSequenceCodec<ConcurrentQueue<T>, T>(
        element, _ => new(), (queue, item) => queue.Enqueue(item));

    public static Codec<ConcurrentStack<T>> ConcurrentStack<T>(Codec<T> element) => new MutableSequenceCodec<ConcurrentStack<T>, T>(
        element, _ => new(), (stack, item) => stack.Push(item), items: stack => stack.Reverse());

    /// <summary>What was added last is taken first, as by the thread that added it.</summary>
    public static Codec<ConcurrentBag<T>> ConcurrentBag<T>(Codec<T> element) => new MutableSequenceCodec<ConcurrentBag<T>, T>(
        element, _ => new(), (bag, item) => bag.Add(item), items: bag => bag.Reverse());

    public static Codec<FrozenSet<T>> FrozenSet<T>(Codec<T> element) => new BufferedSequenceCodec<FrozenSet<T>, T>(
        element, (items, comparer) => items.ToFrozenSet(Comparers.Equality<T>(comparer)), set => Comparers.NameOf(set.Comparer));

    public static Codec<FrozenDictionary<TKey, TValue>> FrozenDictionary<TKey, TValue>(Codec<TKey> key, Codec<TValue> value)
        where TKey : notnull => new DictionaryCodec<FrozenDictionary<TKey, TValue>, Dictionary<TKey, TValue>, TKey, TValue>(
            key,
            value,
            comparer => new(Comparers.Equality<TKey>(comparer)),
            (builder, name, item) => builder[name] = item,
            builder => builder.ToFrozenDictionary(builder.Comparer),
            dictionary => Comparers.NameOf(dictionary.Comparer));

    public static Codec<ReadOnlyCollection<T>> ReadOnlyCollection<T>(Codec<T> element) => new ViewCodec<ReadOnlyCollection<T>, IList<T>>(
        Inner(element), Wrapped<T>.Items, inner => new(inner));

    public static Codec<Collection<T>> Collection<T>(Codec<T> element) => new ViewCodec<Collection<T>, IList<T>>(
        Inner(element), Wrapped<T>.Items, inner => new(inner));

    public static Codec<ReadOnlyDictionary<TKey, TValue>> ReadOnlyDictionary<TKey, TValue>(Codec<TKey> key, Codec<TValue> value)
        where TKey : notnull => new ViewCodec<ReadOnlyDictionary<TKey, TValue>, IDictionary<TKey, TValue>>(
            IDictionary(key, value), Wrapped<TKey, TValue>.Dictionary, inner => new(inner));

    public static Codec<ArraySegment<T>> ArraySegment<T>(Codec<T> element) => new MemoryCodec<ArraySegment<T>, T>(
        ArrayOf(element), true, segment => segment, segment => [.. segment], segment => segment);

    public static Codec<Memory<T>> Memory<T>(Codec<T> element) => new MemoryCodec<Memory<T>, T>(
        ArrayOf(element), false, memory => MemoryMarshal.TryGetArray<T>(memory, out var segment) ? segment : default(ArraySegment<T>?), memory => memory.ToArray(), segment => segment);

    public static Codec<ReadOnlyMemory<T>> ReadOnlyMemory<T>(Codec<T> element) => new MemoryCodec<ReadOnlyMemory<T>, T>(
        ArrayOf(element), false, memory => MemoryMarshal.TryGetArray(memory, out var segment) ? segment : default(ArraySegment<T>?), memory => memory.ToArray(), segment => segment);

    public static Codec<BitArray> BitArray { get; } = new BitArrayCodec();

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

    // The bits as a text of zeros and ones.
    private sealed class BitArrayCodec : Codec<BitArray>
    {
        public override void Write(StateWriter writer, BitArray value)
        {
            if (writer.IsNew(value))
            {
                writer.Json.WriteStringValue(string.Create(value.Length, value, static (text, bits) =>
                {
                    for (var i = 0; i < text.Length; i++)
                    {
                        text[i] = bits[i] ? '1' : '0';
                    }
                }));
            }
        }

        public override BitArray Read(ref StateReader reader)
        {
            if (!reader.IsNew<BitArray>(out var known, out var number))
            {
                return known!;
            }

            var text = String.Read(ref reader);
            if (text.AsSpan().ContainsAnyExcept('0', '1'))
            {
                throw reader.Invalid("zeros and ones");
            }

            var value = new BitArray(text.Length);
            for (var i = 0; i < text.Length; i++)
            {
                value[i] = text[i] == '1';
            }

            reader.Register(number, value);
            return value;
        }
    }
}

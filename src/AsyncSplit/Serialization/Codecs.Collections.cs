namespace AsyncSplit.Serialization;

public static partial class Codecs
{
    /// <summary>Base64.</summary>
    public static Codec<byte[]> Bytes { get; } = new BytesCodec();

    public static Codec<T[]> Array<T>(Codec<T> element) => new ArrayCodec<T>(element);

    public static Codec<List<T>> List<T>(Codec<T> element) => new ListCodec<T>(element);

    public static Codec<HashSet<T>> HashSet<T>(Codec<T> element) => new MutableSequenceCodec<HashSet<T>, T>(
        element, comparer => new(Comparers.Equality<T>(comparer)), (set, item) => set.Add(item), set => Comparers.NameOf(set.Comparer));

    public static Codec<SortedSet<T>> SortedSet<T>(Codec<T> element) => new MutableSequenceCodec<SortedSet<T>, T>(
        element, comparer => new(Comparers.Order<T>(comparer)), (set, item) => set.Add(item), set => Comparers.NameOf(set.Comparer));

    public static Codec<Queue<T>> Queue<T>(Codec<T> element) => new MutableSequenceCodec<Queue<T>, T>(
        element, _ => new(), (queue, item) => queue.Enqueue(item));

    /// <summary>From bottom to top, so that pushing one after the other gives the same stack.</summary>
    public static Codec<Stack<T>> Stack<T>(Codec<T> element) => new MutableSequenceCodec<Stack<T>, T>(
        element, _ => new(), (stack, item) => stack.Push(item), items: stack => stack.Reverse());

    public static Codec<PriorityQueue<TElement, TPriority>> PriorityQueue<TElement, TPriority>(Codec<TElement> element, Codec<TPriority> priority) =>
        new PriorityQueueCodec<TElement, TPriority>(ValueTuple(element, priority));

    public static Codec<LinkedList<T>> LinkedList<T>(Codec<T> element) => new MutableSequenceCodec<LinkedList<T>, T>(
        element, _ => new(), (list, item) => list.AddLast(item));

    /// <summary>A collection type with a parameterless constructor, filled through <see cref="ICollection{T}.Add"/>.</summary>
    public static Codec<TCollection> Collection<TCollection, T>(Codec<T> element)
        where TCollection : class, ICollection<T>, new() => new MutableSequenceCodec<TCollection, T>(
            element,
            _ => new(),
            (collection, item) => collection.Add(item),
            collection =>
            {
                if (Comparer(collection) is { } comparer)
                {
                    Comparers.RequireOwn(comparer, Comparer(new TCollection()), typeof(TCollection));
                }

                return null;

                static object? Comparer(TCollection collection) => collection is HashSet<T> set ? set.Comparer : collection is SortedSet<T> sorted ? sorted.Comparer : null;
            });

    public static Codec<Dictionary<TKey, TValue>> Dictionary<TKey, TValue>(Codec<TKey> key, Codec<TValue> value)
        where TKey : notnull => new DictionaryCodec<Dictionary<TKey, TValue>, Dictionary<TKey, TValue>, TKey, TValue>(
            key, value, comparer => new(Comparers.Equality<TKey>(comparer)), (dictionary, name, item) => dictionary[name] = item, same => same, dictionary => Comparers.NameOf(dictionary.Comparer));

    public static Codec<SortedDictionary<TKey, TValue>> SortedDictionary<TKey, TValue>(Codec<TKey> key, Codec<TValue> value)
        where TKey : notnull => new DictionaryCodec<SortedDictionary<TKey, TValue>, SortedDictionary<TKey, TValue>, TKey, TValue>(
            key, value, comparer => new(Comparers.Order<TKey>(comparer)), (dictionary, name, item) => dictionary[name] = item, same => same, dictionary => Comparers.NameOf(dictionary.Comparer));

    public static Codec<OrderedDictionary<TKey, TValue>> OrderedDictionary<TKey, TValue>(Codec<TKey> key, Codec<TValue> value)
        where TKey : notnull => new DictionaryCodec<OrderedDictionary<TKey, TValue>, OrderedDictionary<TKey, TValue>, TKey, TValue>(
            key, value, comparer => new(Comparers.Equality<TKey>(comparer)), (dictionary, name, item) => dictionary[name] = item, same => same, dictionary => Comparers.NameOf(dictionary.Comparer));

    // With the codec that others have for the same array.
    private static Codec<T[]> ArrayOf<T>(Codec<T> element) => Bytes as Codec<T[]> ?? Array(element);
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace AsyncSplit.Serialization;

// What an interface's value was made of is kept where it makes a difference: an array stays one, a set stays one. What can only be read through its interface, and is none of these, is copied as a list or set;
// what can be changed through it, and is none of these, has ways of its own, and is an error.
public static partial class Codecs
{
    public static Codec<IEnumerable<T>> IEnumerable<T>(Codec<T> element) => Sequence<IEnumerable<T>, T>(element, value => value);

    public static Codec<ICollection<T>> ICollection<T>(Codec<T> element) => Sequence<ICollection<T>, T>(element, null);

    public static Codec<IReadOnlyCollection<T>> IReadOnlyCollection<T>(Codec<T> element) => Sequence<IReadOnlyCollection<T>, T>(element, value => value);

    public static Codec<IList<T>> IList<T>(Codec<T> element) => ListOf<IList<T>, T>(element, null);

    public static Codec<IReadOnlyList<T>> IReadOnlyList<T>(Codec<T> element) => ListOf<IReadOnlyList<T>, T>(element, value => value);

    public static Codec<ISet<T>> ISet<T>(Codec<T> element) => SetOf<ISet<T>, T>(element, null);

    public static Codec<IReadOnlySet<T>> IReadOnlySet<T>(Codec<T> element) => SetOf<IReadOnlySet<T>, T>(element, value => value);

    public static Codec<IDictionary<TKey, TValue>> IDictionary<TKey, TValue>(Codec<TKey> key, Codec<TValue> value)
        where TKey : notnull => new InterfaceCodec<IDictionary<TKey, TValue>, TKey>(DictionaryKinds<IDictionary<TKey, TValue>, TKey, TValue>(key, value), null);

    public static Codec<IReadOnlyDictionary<TKey, TValue>> IReadOnlyDictionary<TKey, TValue>(Codec<TKey> key, Codec<TValue> value)
        where TKey : notnull => new InterfaceCodec<IReadOnlyDictionary<TKey, TValue>, TKey>(DictionaryKinds<IReadOnlyDictionary<TKey, TValue>, TKey, TValue>(key, value), null);

    /// <summary>What a read-only wrapper or a plain <c>Collection&lt;T&gt;</c> shows. One that is unknown is copied: nobody but the wrapper is known to hold it.</summary>
    private static InterfaceCodec<IList<T>, T> Inner<T>(Codec<T> element) => new(
        [Kind<IList<T>, List<T>>(null, List(element)), Kind<IList<T>, T[]>("$array", ArrayOf(element)), Kind<IList<T>, ObservableCollection<T>>("$observable", Collection<ObservableCollection<T>, T>(element))],
        value => value,
        element);

    private static InterfaceCodec<TInterface, T> ListOf<TInterface, T>(Codec<T> element, Func<TInterface, IEnumerable<T>>? items)
        where TInterface : class, IEnumerable<T> => new(ListKinds<TInterface, T>(element), items, element);

    private static InterfaceKind<TInterface>[] ListKinds<TInterface, T>(Codec<T> element)
        where TInterface : class =>
        [
            Kind<TInterface, List<T>>(null, List(element)),
            Kind<TInterface, T[]>("$array", ArrayOf(element)),
            Kind<TInterface, ReadOnlyCollection<T>>("$readOnly", ReadOnlyCollection(element)),
            Kind<TInterface, Collection<T>>("$collection", Collection(element)),
            Kind<TInterface, ObservableCollection<T>>("$observable", Collection<ObservableCollection<T>, T>(element)),
            Kind<TInterface, ImmutableList<T>>("$immutable", ImmutableList(element)),
        ];

    private static InterfaceCodec<TInterface, T> SetOf<TInterface, T>(Codec<T> element, Func<TInterface, IEnumerable<T>>? items)
        where TInterface : class => new(
            [
                Kind<TInterface, HashSet<T>>(null, HashSet(element)),
                Kind<TInterface, SortedSet<T>>("$sorted", SortedSet(element)),
                Kind<TInterface, ImmutableHashSet<T>>("$immutable", ImmutableHashSet(element)),
                Kind<TInterface, ImmutableSortedSet<T>>("$immutableSorted", ImmutableSortedSet(element)),
            ],
            items,
            element);

    private static InterfaceKind<TInterface>[] DictionaryKinds<TInterface, TKey, TValue>(Codec<TKey> key, Codec<TValue> value)
        where TInterface : class
        where TKey : notnull =>
        [
            Kind<TInterface, Dictionary<TKey, TValue>>(null, Dictionary(key, value)),
            Kind<TInterface, SortedDictionary<TKey, TValue>>("$sorted", SortedDictionary(key, value)),
            Kind<TInterface, SortedList<TKey, TValue>>("$sortedList", SortedList(key, value)),
            Kind<TInterface, ConcurrentDictionary<TKey, TValue>>("$concurrent", ConcurrentDictionary(key, value)),
            Kind<TInterface, OrderedDictionary<TKey, TValue>>("$ordered", OrderedDictionary(key, value)),
            Kind<TInterface, ReadOnlyDictionary<TKey, TValue>>("$readOnly", new LaterCodec<ReadOnlyDictionary<TKey, TValue>>(() => ReadOnlyDictionary(key, value))),
            Kind<TInterface, ImmutableDictionary<TKey, TValue>>("$immutable", ImmutableDictionary(key, value)),
            Kind<TInterface, ImmutableSortedDictionary<TKey, TValue>>("$immutableSorted", ImmutableSortedDictionary(key, value)),
        ];

    private static InterfaceCodec<TInterface, T> Sequence<TInterface, T>(Codec<T> element, Func<TInterface, IEnumerable<T>>? items)
        where TInterface : class, IEnumerable<T> => new(
            [
                .. ListKinds<TInterface, T>(element),
                Kind<TInterface, HashSet<T>>("$set", HashSet(element)),
                Kind<TInterface, SortedSet<T>>("$sorted", SortedSet(element)),
                Kind<TInterface, LinkedList<T>>("$linked", LinkedList(element)),
                Kind<TInterface, Queue<T>>("$queue", Queue(element)),
                Kind<TInterface, Stack<T>>("$stack", Stack(element)),
            ],
            items,
            element);

    private static InterfaceKind<TInterface, TClass> Kind<TInterface, TClass>(string? name, Codec<TClass> codec)
        where TInterface : class
        where TClass : class => new(name, codec);
}

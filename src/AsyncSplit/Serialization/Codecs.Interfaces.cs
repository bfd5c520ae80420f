namespace AsyncSplit.Serialization;

// What an interface's value was made of is kept where it makes a difference: an array stays one, a set stays one. A sequence that is none of these is materialised as a list.
public static partial class Codecs
{
    public static Codec<IEnumerable<T>> IEnumerable<T>(Codec<T> element) => Sequence<IEnumerable<T>, T>(element, value => value.ToList());

    public static Codec<ICollection<T>> ICollection<T>(Codec<T> element) => Sequence<ICollection<T>, T>(element, value => value.ToList());

    public static Codec<IReadOnlyCollection<T>> IReadOnlyCollection<T>(Codec<T> element) => Sequence<IReadOnlyCollection<T>, T>(element, value => value.ToList());

    public static Codec<IList<T>> IList<T>(Codec<T> element) => new InterfaceCodec<IList<T>, T>(
        [new InterfaceKind<IList<T>, List<T>>(null, List(element)), new InterfaceKind<IList<T>, T[]>("$array", Array(element))], value => value.ToList());

    public static Codec<IReadOnlyList<T>> IReadOnlyList<T>(Codec<T> element) => new InterfaceCodec<IReadOnlyList<T>, T>(
        [new InterfaceKind<IReadOnlyList<T>, List<T>>(null, List(element)), new InterfaceKind<IReadOnlyList<T>, T[]>("$array", Array(element))], value => value.ToList());

    public static Codec<ISet<T>> ISet<T>(Codec<T> element) => new InterfaceCodec<ISet<T>, T>(
        [new InterfaceKind<ISet<T>, HashSet<T>>(null, HashSet(element)), new InterfaceKind<ISet<T>, SortedSet<T>>("$sorted", SortedSet(element))], value => value.ToHashSet());

    public static Codec<IReadOnlySet<T>> IReadOnlySet<T>(Codec<T> element) => new InterfaceCodec<IReadOnlySet<T>, T>(
        [new InterfaceKind<IReadOnlySet<T>, HashSet<T>>(null, HashSet(element)), new InterfaceKind<IReadOnlySet<T>, SortedSet<T>>("$sorted", SortedSet(element))], value => value.ToHashSet());

    public static Codec<IDictionary<TKey, TValue>> IDictionary<TKey, TValue>(Codec<TKey> key, Codec<TValue> value)
        where TKey : notnull => new InterfaceCodec<IDictionary<TKey, TValue>, TKey>(
            [
                new InterfaceKind<IDictionary<TKey, TValue>, Dictionary<TKey, TValue>>(null, Dictionary(key, value)),
                new InterfaceKind<IDictionary<TKey, TValue>, SortedDictionary<TKey, TValue>>("$sorted", SortedDictionary(key, value)),
            ],
            dictionary => new Dictionary<TKey, TValue>(dictionary));

    public static Codec<IReadOnlyDictionary<TKey, TValue>> IReadOnlyDictionary<TKey, TValue>(Codec<TKey> key, Codec<TValue> value)
        where TKey : notnull => new InterfaceCodec<IReadOnlyDictionary<TKey, TValue>, TKey>(
            [
                new InterfaceKind<IReadOnlyDictionary<TKey, TValue>, Dictionary<TKey, TValue>>(null, Dictionary(key, value)),
                new InterfaceKind<IReadOnlyDictionary<TKey, TValue>, SortedDictionary<TKey, TValue>>("$sorted", SortedDictionary(key, value)),
            ],
            dictionary => new Dictionary<TKey, TValue>(dictionary));

    private static InterfaceCodec<TInterface, T> Sequence<TInterface, T>(Codec<T> element, Func<TInterface, TInterface> materialise)
        where TInterface : class, IEnumerable<T> => new(
            [
                new SequenceKind<TInterface, List<T>>(null, List(element)),
                new SequenceKind<TInterface, T[]>("$array", Array(element)),
                new SequenceKind<TInterface, HashSet<T>>("$set", HashSet(element)),
                new SequenceKind<TInterface, SortedSet<T>>("$sorted", SortedSet(element)),
                new SequenceKind<TInterface, LinkedList<T>>("$linked", LinkedList(element)),
                new SequenceKind<TInterface, Queue<T>>("$queue", Queue(element)),
                new SequenceKind<TInterface, Stack<T>>("$stack", Stack(element)),
            ],
            materialise);

    // Not every class behind IEnumerable is an ICollection, so the compiler cannot vouch for the cast: Fits does when writing.
    private sealed class SequenceKind<TInterface, TClass>(string? name, Codec<TClass> codec) : InterfaceKind<TInterface>(name)
        where TInterface : class
        where TClass : class
    {
        public override bool Fits(TInterface value) => value.GetType() == typeof(TClass);

        public override void Write(StateWriter writer, TInterface value) => codec.Write(writer, (TClass)(object)value);

        public override TInterface Read(ref StateReader reader) => codec.Read(ref reader) as TInterface ?? throw reader.Invalid(typeof(TInterface).Name);
    }
}

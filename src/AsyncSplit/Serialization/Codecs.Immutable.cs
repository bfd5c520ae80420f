using System.Collections.Immutable;

namespace AsyncSplit.Serialization;

public static partial class Codecs
{
    /// <summary>A JSON array; the default is null.</summary>
    public static Codec<ImmutableArray<T>> ImmutableArray<T>(Codec<T> element) => new ConvertedCodec<ImmutableArray<T>, List<T>>(
        new UntrackedListCodec<T>(element), array => array.IsDefault ? null! : [.. array], list => list is null ? default : [.. list]);

    public static Codec<ImmutableList<T>> ImmutableList<T>(Codec<T> element) => new BufferedSequenceCodec<ImmutableList<T>, T>(
        element, (items, _) => System.Collections.Immutable.ImmutableList.CreateRange(items));

    public static Codec<IImmutableList<T>> IImmutableList<T>(Codec<T> element) => new InterfaceCodec<IImmutableList<T>, T>([Kind<IImmutableList<T>, ImmutableList<T>>(null, ImmutableList(element))], null);

    public static Codec<ImmutableQueue<T>> ImmutableQueue<T>(Codec<T> element) => new BufferedSequenceCodec<ImmutableQueue<T>, T>(
        element, (items, _) => System.Collections.Immutable.ImmutableQueue.CreateRange(items));

    /// <summary>From bottom to top.</summary>
    public static Codec<ImmutableStack<T>> ImmutableStack<T>(Codec<T> element) => new BufferedSequenceCodec<ImmutableStack<T>, T>(
        element, (items, _) => System.Collections.Immutable.ImmutableStack.CreateRange(items), items: stack => stack.Reverse());

    public static Codec<ImmutableHashSet<T>> ImmutableHashSet<T>(Codec<T> element) => new BufferedSequenceCodec<ImmutableHashSet<T>, T>(
        element,
        (items, comparer) => System.Collections.Immutable.ImmutableHashSet.CreateRange(Comparers.Equality<T>(comparer), items),
        set => Comparers.NameOf(set.KeyComparer));

    public static Codec<ImmutableSortedSet<T>> ImmutableSortedSet<T>(Codec<T> element) => new BufferedSequenceCodec<ImmutableSortedSet<T>, T>(
        element,
        (items, comparer) => System.Collections.Immutable.ImmutableSortedSet.CreateRange(Comparers.Order<T>(comparer), items),
        set => Comparers.NameOf(set.KeyComparer));

    public static Codec<ImmutableDictionary<TKey, TValue>> ImmutableDictionary<TKey, TValue>(Codec<TKey> key, Codec<TValue> value)
        where TKey : notnull => new DictionaryCodec<ImmutableDictionary<TKey, TValue>, ImmutableDictionary<TKey, TValue>.Builder, TKey, TValue>(
            key,
            value,
            comparer => System.Collections.Immutable.ImmutableDictionary.CreateBuilder<TKey, TValue>(Comparers.Equality<TKey>(comparer)),
            (builder, name, item) => builder[name] = item,
            builder => builder.ToImmutable(),
            dictionary => Comparers.NameOf(dictionary.KeyComparer));

    public static Codec<ImmutableSortedDictionary<TKey, TValue>> ImmutableSortedDictionary<TKey, TValue>(Codec<TKey> key, Codec<TValue> value)
        where TKey : notnull => new DictionaryCodec<ImmutableSortedDictionary<TKey, TValue>, ImmutableSortedDictionary<TKey, TValue>.Builder, TKey, TValue>(
            key,
            value,
            comparer => System.Collections.Immutable.ImmutableSortedDictionary.CreateBuilder<TKey, TValue>(Comparers.Order<TKey>(comparer)),
            (builder, name, item) => builder[name] = item,
            builder => builder.ToImmutable(),
            dictionary => Comparers.NameOf(dictionary.KeyComparer));
}

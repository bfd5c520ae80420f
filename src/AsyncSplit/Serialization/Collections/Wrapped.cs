using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;

namespace AsyncSplit.Serialization;

/// <summary>What the wrappers of the framework wrap, which they show to their subclasses.</summary>
internal static class Wrapped<T>
{
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Items")]
    public static extern IList<T> Items(ReadOnlyCollection<T> wrapper);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Items")]
    public static extern IList<T> Items(Collection<T> wrapper);
}

/// <inheritdoc cref="Wrapped{T}"/>
internal static class Wrapped<TKey, TValue>
    where TKey : notnull
{
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Dictionary")]
    public static extern IDictionary<TKey, TValue> Dictionary(ReadOnlyDictionary<TKey, TValue> wrapper);
}

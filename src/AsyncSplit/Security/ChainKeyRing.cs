using System.Collections.Concurrent;
using System.Text;

namespace AsyncSplit.Security;

/// <summary>The keys of an application: the first signs, all are good for checking, so that keys can be rotated while tokens are out.</summary>
internal sealed class ChainKeyRing
{
    private readonly Dictionary<string, ChainKey> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Id, string Purpose), byte[]> _derived = new();

    public ChainKeyRing(IReadOnlyList<ChainKey> keys)
    {
        if (keys.Count == 0)
        {
            throw new ArgumentException("There is no key: the first one signs.", nameof(keys));
        }

        Current = keys[0];
        foreach (var key in keys)
        {
            if (!_keys.TryAdd(key.Id, key))
            {
                throw new ArgumentException($"Two keys are called '{key.Id}'.", nameof(keys));
            }
        }
    }

    /// <summary>Signs.</summary>
    public ChainKey Current { get; }

    /// <summary>Null for a key that is not, or no longer, there.</summary>
    public ChainKey? Find(string id) => _keys.GetValueOrDefault(id);

    /// <summary>The key for one use, kept: <see cref="ChainKey.For"/>.</summary>
    public byte[] For(ChainKey key, string purpose) => _derived.GetOrAdd((key.Id, purpose), static (entry, key) => key.For(Encoding.UTF8.GetBytes(entry.Purpose)), key);
}

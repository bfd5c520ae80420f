namespace AsyncSplit.Security;

/// <summary>The keys of an application: the first signs, all are good for checking, so that keys can be rotated while tokens are out.</summary>
internal sealed class ChainKeyRing
{
    private readonly Dictionary<string, ChainKey> _keys = new(StringComparer.Ordinal);

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
}

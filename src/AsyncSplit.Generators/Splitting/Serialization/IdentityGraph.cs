using AsyncSplit.Generators.Model;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>Which objects lead to which, by type: the user types of one resolution and what their members hold.</summary>
internal sealed class IdentityGraph
{
    private readonly Dictionary<string, (string? Identity, EquatableArray<Held> Members)> _types = new(StringComparer.Ordinal);

    /// <summary>Adds a user type.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="identity">The name of its objects; null for a struct or a base type, which is one of its cases.</param>
    /// <param name="members">What its values hold.</param>
    public void Add(string key, string? identity, IEnumerable<Held> members) => _types[key] = (identity, members.ToEquatableArray());

    /// <summary>All that a value leads to.</summary>
    public EquatableArray<Reached> From(EquatableArray<Held> value)
    {
        var reached = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        var visited = new Dictionary<string, bool>(StringComparer.Ordinal);
        Visit(value, many: false);
        return reached.Select(pair => new Reached(pair.Key, pair.Value)).ToEquatableArray();

        void Visit(EquatableArray<Held> held, bool many)
        {
            foreach (var each in held)
            {
                if (each.Identity is { } identity)
                {
                    reached[identity] = many || each.Many || reached.ContainsKey(identity);
                }
                else
                {
                    VisitType(each.UserType!, many || each.Many);
                }
            }
        }

        // A type that is met twice, on two ways or on a way that leads back to it, may be there many times. So no type is visited more than twice.
        void VisitType(string key, bool many)
        {
            if (visited.TryGetValue(key, out var before) && before)
            {
                return;
            }

            many |= visited.ContainsKey(key);
            visited[key] = many;
            if (!_types.TryGetValue(key, out var type))
            {
                return;
            }

            if (type.Identity is { } identity)
            {
                reached[identity] = many || reached.ContainsKey(identity);
            }

            Visit(type.Members, many);
        }
    }

    /// <summary>Whether a value can lead to an object of a user type.</summary>
    public bool Leads(EquatableArray<Held> value, string userType)
    {
        var visited = new HashSet<string>(StringComparer.Ordinal);
        return Visit(value);

        bool Visit(EquatableArray<Held> held) => held.Any(each => each.UserType is { } key && (key == userType || (visited.Add(key) && _types.TryGetValue(key, out var type) && Visit(type.Members))));
    }
}

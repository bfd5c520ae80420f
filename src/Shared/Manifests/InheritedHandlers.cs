namespace AsyncSplit.Manifests;

/// <summary>The handlers that classes inherit, each with entry points of its own, as the runtime's registry adds them.</summary>
internal static class InheritedHandlers
{
    public static IReadOnlyList<ChainableEntry> Of(IReadOnlyDictionary<string, ChainableEntry> entries, IEnumerable<DerivedEntry> derived)
    {
        var own = entries.Values.Where(entry => !entry.IsContract).ToLookup(entry => entry.Type, StringComparer.Ordinal);
        var added = new Dictionary<string, ChainableEntry>(StringComparer.Ordinal);
        foreach (var type in derived.OrderBy(type => type.Bases.Count).ThenBy(type => type.Type, StringComparer.Ordinal))
        {
            // What the class overrides itself, then what each class above overrides.
            var overridden = new HashSet<string>(own[type.Type].SelectMany(handler => handler.Implements), StringComparer.Ordinal);
            foreach (var above in type.Bases)
            {
                foreach (var handler in own[above])
                {
                    string[] slots = overridden.Contains(handler.Name) ? [] : [handler.Name, .. handler.Implements.Where(name => !(entries.TryGetValue(name, out var entry) && entry.IsContract))];
                    string[] contracts = slots.Length == 0 ? [] : [.. type.ContractsOf(handler.Name)];
                    var name = NameOf(handler, type, entries, added);
                    added[name] = handler.InheritedAs(name, type.Type, [.. slots, .. contracts]);
                }

                overridden.UnionWith(own[above].SelectMany(handler => handler.Implements));
            }
        }

        return [.. added.Values];
    }

    /// <summary>Like one of the class's own, unless it has one of that name.</summary>
    private static string NameOf(ChainableEntry handler, DerivedEntry type, IReadOnlyDictionary<string, ChainableEntry> entries, IReadOnlyDictionary<string, ChainableEntry> added)
    {
        if (!handler.Name.StartsWith(handler.TypePath + ".", StringComparison.Ordinal))
        {
            return $"{type.Name}:{handler.Name}";
        }

        var own = type.Name + handler.Name.Substring(handler.TypePath.Length);
        var isTaken = (entries.TryGetValue(own, out var present) || added.TryGetValue(own, out present)) && present.Type == type.Type && present.Json.Text("inherits") != handler.Name;
        return isTaken ? $"{type.Name}:{handler.Name}" : own;
    }
}

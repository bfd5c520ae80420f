using AsyncSplit.Functions;

namespace AsyncSplit.Manifests;

/// <summary>The handlers and contract members of an application, from the manifests of its assemblies, and which function runs each.</summary>
internal sealed class Application
{
    private readonly Dictionary<string, ChainableEntry> _entries = new(StringComparer.Ordinal);
    private readonly ILookup<string, ChainableEntry> _implementations;

    public Application(IEnumerable<ChainableEntry> entries, IEnumerable<DerivedEntry> derived)
    {
        // An assembly may be met more than once.
        foreach (var entry in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (!_entries.ContainsKey(entry.Name))
            {
                _entries.Add(entry.Name, entry);
            }
        }

        foreach (var inherited in InheritedHandlers.Of(_entries, derived))
        {
            _entries[inherited.Name] = inherited;
        }

        Entries = [.. _entries.Values.OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        _implementations = Entries.Where(entry => !entry.IsContract).SelectMany(handler => handler.Implements.Select(name => (name, handler))).ToLookup(pair => pair.name, pair => pair.handler, StringComparer.Ordinal);
    }

    /// <summary>In the ordinal order of their names.</summary>
    public IReadOnlyList<ChainableEntry> Entries { get; }

    /// <summary>The handlers that implement a contract member, or override a handler.</summary>
    public IEnumerable<ChainableEntry> ImplementationsOf(string name) => _implementations[name];

    /// <summary>The handler or contract member of that name.</summary>
    public ChainableEntry? Find(string name) => _entries.TryGetValue(name, out var entry) ? entry : null;

    /// <summary>The function that runs an entry point. A contract member with exactly one split implementation belongs to that handler's function.</summary>
    public string FunctionOf(string target, FunctionGranularity granularity) =>
        FunctionNames.Of(Find(target) is { IsContract: true } && ImplementationsOf(target).ToList() is [var only] ? only.Name : target, granularity);

    /// <summary>The functions that run handlers and contract members, in ordinal order.</summary>
    public IEnumerable<string> Functions(FunctionGranularity granularity) =>
        Entries.SelectMany(entry => entry.Points).Select(point => FunctionOf(point.Id, granularity)).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal);
}

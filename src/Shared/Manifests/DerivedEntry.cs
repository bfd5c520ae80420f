using AsyncSplit.Json;

namespace AsyncSplit.Manifests;

/// <summary>What a manifest says of a class that inherits handlers.</summary>
internal sealed class DerivedEntry(JsonMap json)
{
    /// <summary>The key of the attributes that hold the entries, one each, as JSON.</summary>
    public const string AttributeKey = "AsyncSplit.Derived";

    /// <summary>The full name of the class.</summary>
    public string Type => json.Text("type");

    /// <summary>What its wire names begin with.</summary>
    public string Name => json.Text("name");

    /// <summary>The full names of the classes above, nearest first.</summary>
    public IReadOnlyList<string> Bases { get; } = [.. json.List<string>("bases")];

    /// <summary>The contract members that an inherited handler implements for it.</summary>
    public IEnumerable<string> ContractsOf(string handler)
    {
        var pairs = json.List<string>("contracts").ToList();
        return Enumerable.Range(0, pairs.Count / 2).Where(index => pairs[(2 * index) + 1] == handler).Select(index => pairs[2 * index]);
    }
}

using System.Collections;

namespace AsyncSplit.Json;

/// <summary>An object of JSON or YAML, whose members keep their order. Values are texts, numbers, booleans, lists and further maps.</summary>
internal sealed class JsonMap : IEnumerable<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> _members = [];

    public int Count => _members.Count;

    /// <summary>The value of a member; null where there is none.</summary>
    public object? this[string name] => _members.FirstOrDefault(member => member.Key == name).Value;

    /// <summary>Adds a member. One without a value is left out.</summary>
    public void Add(string name, object? value)
    {
        if (value is not null)
        {
            _members.Add(new KeyValuePair<string, object?>(name, value));
        }
    }

    /// <summary>The text of a member; empty where there is none.</summary>
    public string Text(string name) => this[name] as string ?? "";

    /// <summary>The number of a member; 0 where there is none.</summary>
    public int Number(string name) => this[name] is int number ? number : 0;

    /// <summary>Whether a member is true.</summary>
    public bool Is(string name) => this[name] is true;

    /// <summary>The elements of a member that are <typeparamref name="T"/>.</summary>
    public IEnumerable<T> List<T>(string name) => this[name] is IEnumerable<object?> items ? items.OfType<T>() : [];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

using System.Diagnostics.CodeAnalysis;

namespace AsyncSplit.Runtime;

/// <summary>A class that is derived from one with handlers.</summary>
internal sealed class DerivedHandler([DynamicallyAccessedMembers(EntryPoint.Created)] Type type, string name, string[] contracts)
{
    [DynamicallyAccessedMembers(EntryPoint.Created)]
    public Type Type { get; } = type;

    /// <summary>The contract members that it implements by an inherited handler.</summary>
    public IEnumerable<string> ContractsOf(string handler) =>
        contracts.Chunk(2).Where(pair => pair[1] == handler).Select(pair => pair[0]);

    /// <summary>What an inherited handler is called on this class: like one of its own, unless it has one of that name.</summary>
    public string NameOf(EntryPoint inherited, IReadOnlyDictionary<string, EntryPoint> present)
    {
        var path = PathOf(inherited.Service!);
        if (!inherited.Id.StartsWith(path + ".", StringComparison.Ordinal))
        {
            return $"{name}:{inherited.Id}";
        }

        var own = name + inherited.Id[path.Length..];
        return present.TryGetValue(own, out var other) && other.Service == Type && other.Inherited?.Handler != inherited.Id ? $"{name}:{inherited.Id}" : own;
    }

    private static string PathOf(Type type)
    {
        var simple = type.Name.IndexOf('`') is >= 0 and var arity ? type.Name[..arity] : type.Name;
        return type.DeclaringType is { } outer ? $"{PathOf(outer)}.{simple}" : simple;
    }
}

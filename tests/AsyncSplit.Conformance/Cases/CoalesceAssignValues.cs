using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// The value of ??= with an await: of elements, nullable value types and chains.
[Case]
public partial class CoalesceAssignValues(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var d = new Dictionary<string, string?> { ["a"] = null };
        d[S("a")] ??= await probe.Maybe(n == 0 ? null : "v");
        var x = d[S("a")] ??= await probe.Echo("w");
        int? i = n == 0 ? null : n;
        i ??= await probe.Add(5, 5);
        int j = i ??= await probe.Add(1, 1);
        string? s = null;
        string? t = null;
        var z = s ??= t ??= await probe.Echo("chain");
        var arr = new string? [2];
        arr[L(1)] ??= await probe.Echo("arr");
        return $"{x} {i} {j} {s} {t} {z} {arr[1]}";
    }

    int L(int x)
    {
        journal.Log($"L {x}");
        return x;
    }

    string S(string x)
    {
        journal.Log($"S {x}");
        return x;
    }
}

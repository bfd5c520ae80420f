using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// params collections of awaited values: spans, sequences and arrays.
[Case]
public partial class ParamsCollections(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var r = H(await probe.Echo("a"), S("b"), await probe.Echo("c")) + K([await probe.Add(1, n), L(2)]) + K(await probe.Range(1, n)) + M(await probe.Echo("z"), "y");
        return r;
    }

    string H(params ReadOnlySpan<string> all) => string.Join(",", all.ToArray());
    string K(IEnumerable<int> all) => string.Join("+", all);
    string M(params IEnumerable<string> all) => string.Join("-", all);
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

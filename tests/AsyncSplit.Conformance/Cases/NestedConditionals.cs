using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Conditional expressions within each other, with awaits in conditions and branches, and conversions of the branches.
[Case]
public partial class NestedConditionals(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var r = n == 0 ? await probe.Echo("0") : n == 1 ? S("one") : await probe.Is(n == 2) ? await probe.Echo("2") : S("3") + await probe.Echo("33");
        long l = n > 1 ? await probe.Add(1, 2) : await probe.Square(3);
        int? k = n > 1 ? await probe.Add(1, 2) : null;
        var b = n > 0 ? (n > 1 ? await probe.Is(true) : false) : await probe.Is(false);
        object o = n > 1 ? await probe.Add(1, 2) : (object)await probe.Echo("o");
        return r + l + k + b + o;
    }

    string S(string x)
    {
        journal.Log($"S {x}");
        return x;
    }
}

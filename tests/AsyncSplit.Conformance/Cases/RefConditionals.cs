using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Conditional references between awaits, and conditional expressions with awaits of target-typed branches.
[Case]
public partial class RefConditionals(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var a = 1;
        var b = 2;
        (n > 0 ? ref a : ref b) += 5;
        ref var m = ref (n > 1 ? ref a : ref b);
        m++;
        await probe.Note($"{a}{b}");
        Span<int> sp = [a, b];
        sp.Reverse();
        a = sp[0];
        var t = (n > 1 ? a : await probe.Add(b, 1)) + (await probe.Is(n > 0) ? S("y") : S("z"));
        var(p, q) = n > 0 ? (await probe.Add(1, 1), "x") : (3, await probe.Echo("w"));
        (int, string)? tt = n > 1 ? (1, await probe.Echo("tt")) : null;
        string[] arr = n > 0 ? [await probe.Echo("c"), "d"] : [];
        List<int>? ll = n > 1 ? null : [await probe.Add(1, 1)];
        return t + p + q + tt + arr.Length + ll?[0];
    }

    string S(string x)
    {
        journal.Log($"S {x}");
        return x;
    }
}

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// is patterns of awaited values: relational, property and list patterns, and their variables behind further awaits.
[Case]
public partial class PatternsOfAwaited(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        object? o = n == 0 ? null : n;
        var r = "";
        if (await probe.Add(n, 1)is> 1 and < 4 and var v)
            r += v + await probe.Echo("v");
        if (await probe.Maybe(n == 1 ? null : "text") is { Length: > 2 and var len } s)
            r += s + len;
        else
            r += "no";
        if (await probe.Words("a b c") is [var first, .. var rest] && rest.Count > await probe.Add(n, 0))
            r += first + rest.Count;
        if (await probe.Range(0, n) is not [_, _, ..] arr)
            r += "short";
        else
            r += arr.Length;
        if (!(await probe.Maybe(n > 2 ? null : "q") is { } q))
            return r + "early" + await probe.Echo("x");
        r += q + await probe.Echo(q) + q;
        return r;
    }
}

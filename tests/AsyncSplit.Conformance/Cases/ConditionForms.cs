using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Conditions with awaits: !, &&, ||, &, |, ^, ?:, is, parentheses, pattern variables and assignments in them.
[Case]
public partial class ConditionForms(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        if (!await probe.Is(n > 1) && (log += "a").Length > 0 || await probe.Is(n == 5) && !(await probe.Is(false) || n < 3))
            log += "b";
        else if (await probe.Maybe(n > 1 ? "m" : null) is { Length: 1 } m && m + await probe.Echo("x") is var mx && mx.Length == await probe.Add(1, 1))
            log += m + mx;
        else if ((await probe.Is(true) & n > 1 | await probe.Is(false)) ^ await probe.Is(true))
            log += "c";
        var k = 0;
        while ((k += await probe.Add(1, 0)) < 3 && (await probe.Is(k < 3) || k == 7))
            log += k;
        var r = await probe.Is(k == 3) ? await probe.Is(n == 1) ? "x" : n == 2 ? await probe.Echo("y") : "z" : await probe.Echo("w");
        bool t = await probe.Is(true) && n > 0, f = t || await probe.Is(t), g = t && !f || !(t && await probe.Is(f));
        if (await probe.Add(n, 1) is > 2 and (< 4 or > 5) and var big)
            log += big;
        if (n > 1 && int.TryParse(await probe.Echo($"{n}"), out var p) && p > 1 && await probe.Is(true))
            log += p;
        else
            log += "no";
        return log + r + t + f + g;
    }
}

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Parentheses, suppressions, casts and conditional operators around awaits and targets.
[Case]
public partial class ParenthesizedEverything(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        string? s = null;
        int[]? xs = new[] { 1, 2 };
        ((s)) = ((await (probe).Maybe((("q")))))!;
        xs![(await (probe.Add((0), 1)))] += (((n)));
        ((xs!)[0])++;
        var a = (int)(long)(await probe.Add(n, (int)(byte)n))!;
        var b = -await probe.Add(n, 1) + ~await probe.Add(1, 1) - (-(await probe.Add(2, 2)));
        var c = !(await probe.Is(!await probe.Is(false)));
        var d = (await probe.Words("a b"))!.Count! + ((await probe.Echo(s!))!)[0];
        return (s) + xs[1] + xs[0] + a + b + c + d;
    }
}

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Conditions of loops and statements in them that declare variables around awaits.
[Case]
public partial class DeclaringLoopConditions(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        foreach (var t in new[] { "1", "x", "22", "" })
        {
            if (!int.TryParse(t, out var k) || await probe.Is(k > n))
            {
                log += "-";
                if (t == "")
                    break;
                continue;
            }

            log += k;
            await probe.Note(log);
            while (k > 0 && (!(await probe.Maybe(k > 5 ? null : "m" + k) is { } m) || m.Length > 2 || await probe.Is(false)))
            {
                k -= 3;
                log += "w" + k;
            }

            do
            {
                k--;
                if (await probe.Is(k > 0) && int.TryParse(t + k, out var z) || (z = -1) > await probe.Add(0, -2))
                    log += z;
            }
            while (k > 0 && (await probe.Is(k % 2 == 0) || log.Length > 50));
        }

        return log;
    }
}

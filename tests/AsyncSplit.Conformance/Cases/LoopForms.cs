using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Loops with awaits in conditions, increments and embedded statements without braces.
[Case]
public partial class LoopForms(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        for (int i = await probe.Add(0, 0), j = 5; await probe.Is(i < j); i += await probe.Add(1, 0), j--)
        {
            if (i == n)
                continue;
            log += $"{i}{j}";
            if (j == 3)
                break;
        }
        while (await probe.Is(log.Length > 8))
            log = log[1..];
        do
        if (await probe.Is(n > 1))
            log += "d";
        else
            log += "e";
        while (await probe.Is(log.Length < 5));
        for (; ; )
        {
            log += "f";
            if (await probe.Is(log.Length > 7))
                break;
        }
        foreach (var c in log)
        foreach (var d in "xy")
        if (c == d || await probe.Is(c == 'd'))
            log += c;
        else if (await probe.Is(d == 'y'))
            ;
        else
            n++;
        int k;
        for (k = 0; k < 2; k++)
            await probe.Note($"{k}");
        for (var (p, q) = (0, n); p < q; (p, q) = (p + 1, q - await probe.Add(1, 0)))
            log += $"{p}{q}";
        while (await probe.Is(n++ < 4))
            ;
        return log + k + n;
    }
}

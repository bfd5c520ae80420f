using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// The same expression evaluated again in each round of nested loops, with values held in both.
[Case]
public partial class OverlappingTemps(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var o = new OverlappingTempsItem();
        var log = "";
        for (; o.Value + await probe.Add(o.Value, 0) < 6 + n; o.Value += 1 + await probe.Add(0, o.Value % 2))
        {
            while (o.Other++ < await probe.Add(o.Value, 1))
            {
                log += $"{o.Value}{o.Other + await probe.Add(o.Other++, 1)}{o.Other};";
                if (log.Length + await probe.Add(0, 0) > 30)
                    break;
            }
        }
        return log;
    }
}

public sealed class OverlappingTempsItem
{
    public int Value
    {
        get; set;
    }
    public int Other
    {
        get; set;
    }
}

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Queries whose source and joined sequences are awaited.
[Case]
public partial class QueryJoins(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var z = (
            from x in await probe.Range(1, 2) from y in new[] { 1, 2 }

            let w = x * y
            group w by w % 2 into g
                select g.Count()).ToList();
        var j = (
            from x in await probe.Range(1, 3) join y in await probe.Range(2, 3) on x equals y
            join w in (await probe.Range(n, 3)).ToList() on y equals w into ws
            where ws.Any()select x + y + ws.Count()).Sum();
        return string.Join(",", z) + j;
    }
}

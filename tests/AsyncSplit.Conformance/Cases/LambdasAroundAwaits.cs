using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Lambdas over captured variables that are made anew on either side of an await, in loops too.
[Case]
public partial class LambdasAroundAwaits(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var sum = 0;
        var add = (int x) => { sum += x; return sum; };
        add(n);
        await probe.Note($"{sum}");
        add = x => sum -= x;
        add(2);
        for (var i = 0; i < 3; i++)
        {
            var k = i;
            var f = () => { sum += k + i; return k++; };
            f();
            var r = await probe.Add(f(), k);
            sum += r;
            f = () => k;
            journal.Log($"{f()} {sum}");
        }
        var list = Enumerable.Range(0, await probe.Add(1, 2)).Select(x => x * sum + n).ToList();
        return string.Join(",", list) + await probe.Add(list.Count(x => x > sum), list.Max(x => { var sum2 = x; return sum2; }));
    }
}

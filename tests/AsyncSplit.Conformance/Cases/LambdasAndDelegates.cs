using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Lambdas that capture loop variables and locals that are changed, with modifiers and attributes, and local functions passed as delegates.
[Case]
public partial class LambdasAndDelegates(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var fs = new List<int>();
        for (var i = 0; i < 2; i++)
        {
            var j = i;
            Func<int, int> f = x => x + j + n;
            fs.Add(f(1));
            await probe.Note($"{f(2)}");
            j++;
            fs.Add(new Func<int>(() => j * 2)());
        }

        Action<int> log =
        [System.Diagnostics.DebuggerStepThrough]
        (int x) => L(x);
        log(3);
        var total = 0;
        void Add(int x)
        {
            total += x;
        }

        foreach (var k in await probe.Range(1, 3))
        {
            Add(k);
            await probe.Note($"{total}");
            new List<int> { 1, 2 }.ForEach(Add);
        }

        LambdasAndDelegatesTryParse tp = (text, out result) => int.TryParse(text, out result);
        var ok = tp("12", out var parsed);
        return string.Join(",", fs) + total + await probe.Echo("z") + parsed + ok + nameof(List<>) + nameof(probe.Echo);
    }

    int L(int x)
    {
        journal.Log($"L {x}");
        return x;
    }
}

public delegate bool LambdasAndDelegatesTryParse(string s, out int r);

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// The arguments of started calls: named, optional, awaited, with effects, changed afterwards; calls started in expressions, conditions and lambdas.
[Case(UnorderedJournal = true)]
public partial class ForkArguments(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[1], [3]];

    private int Log(int value)
    {
        journal.Log($"log {value}");
        return value;
    }

    [Chainable]
    public async Task<string> Run(int n)
    {
        var first = probe.Add(b: Log(1), a: Log(n));
        var second = probe.Add(await probe.Add(n, 2), Log(4));
        var third = this.Listed(tail: "z");
        var values = new List<int> { n };
        var sum = this.Sum(values);
        Task<int>? fourth = null;
        if ((fourth = probe.Add(n, 9)).IsFaulted)
        {
            journal.Log("faulted");
        }

        Func<int, Task<int>> start = i => probe.Add(i, 50);
        Task<int> Start(int i) => probe.Add(i, 60);
        var started = new[] { 1, 2 }.Select(i => probe.Add(i, n)).Concat([start(3), Start(4)]).ToArray();
        var noted = probe.Note("noted");
        var results = await Task.WhenAll(started);
        await noted;
        var either = await (n > 2 ? first : second);
        return $"{await first} {await second} {await third} {await sum} {await fourth} {string.Join(",", results)} {values.Count} {either}";
    }

    [Chainable]
    private async Task<string> Listed(int count = 2, string tail = "t") => await probe.Echo($"{count}{tail}");

    [Chainable]
    private async Task<int> Sum(List<int> values)
    {
        await probe.Note("sum");
        return values.Sum();
    }
}

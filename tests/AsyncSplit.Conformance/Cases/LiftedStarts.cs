using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Async local functions and lambdas that make chain calls, started and awaited later: from LINQ, in lists, with what they capture.
[Case(UnorderedJournal = true)]
public partial class LiftedStarts(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        const int Offset = 100;
        var factor = n + 1;
        var sums = await Task.WhenAll(Enumerable.Range(0, n).Select(async i => await probe.Add(i, n) * factor + Offset));
        var names = new[] { "a", "b" }.Select(async (name, index) =>
        {
            var echoed = await probe.Echo(name);
            var added = await probe.Add(index, factor);
            return $"{echoed}{added}";
        }).ToList();
        var first = Twice(n);
        var second = Twice(n + 1);
        var others = Enumerable.Range(5, 2).Select(i => Twice(i)).ToArray();
        Func<int, Task<int>> thrice = async x => await probe.Add(x, x + x);
        var third = thrice(n);
        var text = "";
        foreach (var name in names)
        {
            text += await name;
        }

        try
        {
            await Task.WhenAll(new[] { 1, 2 }.Select(async i => await Fail(i)));
        }
        catch (InvalidOperationException e)
        {
            text += e.Message;
        }

        return $"{string.Join(",", sums)} {text} {await second} {await first} {string.Join(",", await Task.WhenAll(others))} {await third} {await Nested(n)}";

        async Task<int> Twice(int x)
        {
            var value = await probe.Add(x, x);
            return value + factor;
        }

        async Task<int> Fail(int i)
        {
            await probe.Note($"fail {i}");
            throw new InvalidOperationException($"failed {i}");
        }

        async Task<int> Nested(int x)
        {
            var parts = await Task.WhenAll(Enumerable.Range(0, 2).Select(async i => await probe.Add(i + factor, x)));
            return parts.Sum();
        }
    }
}

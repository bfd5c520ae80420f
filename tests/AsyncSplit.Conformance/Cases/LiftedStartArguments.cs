using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Started calls of lifted functions with an await in their arguments: as the only call, of several arguments, of a lambda, inside a collection.
[Case(UnorderedJournal = true)]
public partial class LiftedStartArguments(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var factor = n + 2;
        var first = Twice(await Local.Twice(n));
        {
            async Task<int> Inner(int x)
            {
                var value = await probe.Add(x, factor);
                return value + 1;
            }

            var inner = Inner(await Local.Twice(3));
            var listed = new List<Task<int>> { Inner(await probe.Add(n, 1)), Inner(2) };
            n += await inner + await listed[0] + await listed[1];
        }

        var sum = await Task.WhenAll(Pair(n, await probe.Echo("a")), Pair(await probe.Add(n, 1), "b"));
        return $"{await first} {string.Join(",", sum)}";

        async Task<int> Twice(int x) => await probe.Add(x, x) + factor;

        async Task<string> Pair(int x, string s) => await probe.Echo($"{s}{x}{factor}");
    }
}

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A lifted function that starts calls and awaits them later, beside a handler that does.
[Case(UnorderedJournal = true)]
public partial class LiftedForks(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var first = probe.Add(n, 1);
        var both = await Both(n);
        var sum = await first;
        return $"{sum} {both} {await All(n)} {await Both(sum)}";

        async Task<string> Both(int x)
        {
            var left = probe.Echo($"left{x}");
            var right = probe.Add(x, n);
            return $"{await left} {await right}";
        }

        async Task<int> All(int count)
        {
            var squares = await Task.WhenAll(Enumerable.Range(0, count).Select(i => probe.Add(i, n)));
            return squares.Sum();
        }
    }
}

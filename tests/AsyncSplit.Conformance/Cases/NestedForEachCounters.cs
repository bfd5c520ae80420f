using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A foreach in a foreach, the inner one with the await: each has an index of its own, wherever the rest begins.
[Case]
public partial class NestedForEachCounters(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var text = "";
        foreach (var letter in "ab")
        {
            foreach (var number in Enumerable.Range(0, n).ToList())
            {
                (string left, string right) = ("l", await probe.Echo($"{letter}{number}"));
                if (await Local.Twice(number) > 1)
                {
                    text += left;
                }

                text += right;
            }
        }

        foreach (var outer in "x")
        {
            foreach (var inner in new List<int>())
            {
                (string a, string b) = ("a", await probe.Echo(""));
                if (await probe.Is(await Local.Twice(1) > 0))
                {
                }

                _ = 0;
            }
        }

        return text;
    }
}

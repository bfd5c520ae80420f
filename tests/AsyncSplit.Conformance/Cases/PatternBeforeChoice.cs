using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A variable that a pattern beside an await declares, used in a branch of the conditional that asks for it.
[Case]
public partial class PatternBeforeChoice(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var list = Enumerable.Range(7, n).ToList();
        var text = "";
        if ((list is [var first, ..] && await probe.Is(true) ? list.Contains(first) : n == 0))
        {
            text += "in";
        }

        text += (list is [_, var second] && await probe.Is(true)) ? $"second {second}" : "none";
        while (n > 0 && (list is [var third, ..] && await probe.Is(true) ? third > 7 : n-- > 5))
        {
            text += n;
            n--;
        }

        return text;
    }
}

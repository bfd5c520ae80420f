using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Switch sections with several labels, some with an awaited condition, and patterns that declare variables.
[Case]
public partial class SeveralLabels(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        object[] os = n == 0 ? [1, "a"] : [2.5, new[] { 1 }, (1, "t")];
        var r = "";
        foreach (var t in new[] { n, n + 1 })
        {
            switch (t)
            {
                case int i when i > 1 && await probe.Is(i == 2):
                    r += "i" + i;
                    await probe.Note(r);
                    r += i;
                    break;
                case > 2 and var big when !(await probe.Maybe(big > 3 ? null : "s") is not { } s || s.Length > 5):
                    r += s + big;
                    goto case 0;
                case 0:
                case 1 when await probe.Is(n == 0):
                    r += "01";
                    break;
                default:
                    r += "d";
                    await probe.Note(r);
                    break;
            }
        }

        return r;
    }
}

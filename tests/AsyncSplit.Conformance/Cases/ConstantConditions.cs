using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Locals that endless loops and constant conditions assign, live across awaits from there only.
[Case]
public partial class ConstantConditions(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        const bool Yes = true;
        int c, d, e;
        await probe.Note("a");
        while (true)
        {
            c = await probe.Add(n, 1);
            if (c >= 0)
            {
                break;
            }
        }

        if (Yes)
        {
            d = await probe.Add(c, 1);
        }

        if (!Yes)
        {
            e = 1;
        }
        else
        {
            e = 2;
        }

        await probe.Note("b");
        return $"{c} {d} {e}";
    }
}

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// default beside other labels, before and behind cases with an awaited condition: the labels are tested in their order, and default last.
[Case]
public partial class DefaultAmongLabels(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        for (var i = 0; i < 4; i++)
        {
            switch (i + n)
            {
                case 0:
                default:
                    log += "d" + await probe.Echo("0");
                    break;
                case int k when await probe.Is(k == 2):
                    log += "k" + k;
                    break;
                case 3 when n > 1:
                case 4:
                    log += "34";
                    goto default;
            }
        }

        return log;
    }
}

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// goto case and goto default in a switch with an await in a condition of a case.
[Case]
public partial class GotoCaseInTurn(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        switch (n)
        {
            case 0 when await probe.Is(log == ""):
                log += await probe.Echo("0");
                goto case 2;
            case 1:
                log += "1";
                goto default;
            case 2:
                log += await probe.Echo("2");
                if (log.Length > 3)
                    break;
                goto default;
            case int k when await probe.Is(k == 3):
                log += k;
                goto case 1;
            default:
                log += "d" + await probe.Echo("dd");
                if (log.Length > 8)
                    return log;
                goto case 2;
        }

        return log;
    }
}

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Labels directly in switch sections, jumped to from other sections across awaits.
[Case]
public partial class LabelsInSections(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        switch (n)
        {
            case 0:
                log += await probe.Echo("0");
                goto L2;
            case 1:
                log += "1";
                L1:
                    log += await probe.Echo("L1");
                if (log.Length > 10)
                    break;
                goto case 2;
            case 2:
                log += await probe.Echo("2");
                L2:
                    log += "L2";
                await probe.Note(log);
                if (log.Length < 6)
                    goto L1;
                break;
            default:
                log += "d";
                goto L1;
        }

        return log;
    }
}

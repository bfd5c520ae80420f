using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Labels, goto case and gotos out of a switch with awaits in its conditions.
[Case]
public partial class SectionsInTurn(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        Again:
            switch (n + log.Length)
            {
                case > 8 when await probe.Is(true):
                    return log;
                case 0:
                    log += "z";
                    goto L;
                case 1 or 2:
                    log += await probe.Echo("o");
                    if (log.Length > 4)
                        goto case 5;
                    goto Again;
                    L:
                        log += "L";
                    goto default;
                case 5:
                    log += "5";
                    break;
                case var k when await probe.Is(k == 3):
                    log += k + "k";
                    goto Again;
                default:
                    log += "dd";
                    await probe.Note(log);
                    goto case 5;
            }

        return log + await probe.Echo("!");
    }
}

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// goto case and goto default out of try blocks whose finally blocks await.
[Case]
public partial class GotoCaseThroughFinally(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        var i = 0;
        switch (n)
        {
            case 0:
                try
                {
                    log += await probe.Echo("0");
                    goto case 2;
                }
                finally
                {
                    log += await probe.Echo("f");
                }

            case 1:
                log += "1";
                try
                {
                    goto default;
                }
                finally
                {
                    await probe.Note("g");
                    log += "g";
                }

            case 2:
                try
                {
                    try
                    {
                        log += "2";
                        if (i++ < 1)
                            goto case 1;
                        break;
                    }
                    finally
                    {
                        log += await probe.Echo("h");
                    }
                }
                finally
                {
                    log += await probe.Echo("k");
                }

            default:
                log += "d" + await probe.Echo("dd");
                try
                {
                    if (i++ < 2)
                        goto case 2;
                }
                catch (Exception)
                {
                }
                finally
                {
                    log += await probe.Echo("l");
                }

                break;
        }

        return log;
    }
}

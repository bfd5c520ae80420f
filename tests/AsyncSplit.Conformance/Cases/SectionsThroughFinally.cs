using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Switch sections with labels, shared locals and resources inside loops and try blocks with awaiting finally blocks.
[Case]
public partial class SectionsThroughFinally(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            using var r = new SectionsThroughFinallyR(log, "r" + i);
            try
            {
                switch (i + n)
                {
                    case 0:
                        log.Add("0");
                        goto A;
                    case 1:
                    {
                        log.Add(await probe.Echo("1"));
                        using var s = new SectionsThroughFinallyR(log, "s");
                        try
                        {
                            if (i == 0)
                                goto case 3;
                            if (i == 1)
                                goto A;
                            continue;
                        }
                        finally
                        {
                            log.Add(await probe.Echo("f" + i));
                        }
                    }

                        A:
                            log.Add("A");
                        await probe.Note("A" + i);
                        break;
                    case 2:
                        int shared = i;
                        log.Add(await probe.Echo("2" + shared));
                        goto default;
                    case 3:
                        shared = 9;
                        log.Add("3" + shared);
                        await probe.Note("n" + shared);
                        log.Add("3" + shared);
                        if (i == 3)
                            return string.Join(",", log);
                        break;
                    default:
                        log.Add("d");
                        if (i > 2)
                            goto Out;
                        break;
                }
            }
            finally
            {
                log.Add(await probe.Echo("F"));
            }
        }

        Out:
            log.Add(await probe.Echo("out"));
        return string.Join(",", log);
    }
}

public sealed record SectionsThroughFinallyR(List<string> Log, string Name) : IDisposable
{
    public void Dispose() => Log.Add("close " + Name);
}

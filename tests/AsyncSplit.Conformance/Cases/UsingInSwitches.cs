using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Resources in switch sections, loops, and catch and finally blocks with awaits, left by break, continue and goto case.
[Case]
public partial class UsingInSwitches(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = new List<string>();
        try
        {
            for (var i = 0; i < 3; i++)
            {
                using var r = new UsingInSwitchesR(log, "r" + i);
                switch (n)
                {
                    case 0:
                    {
                        using var c = new UsingInSwitchesR(log, "c");
                        await probe.Note("x");
                        if (i == 1)
                            goto default;
                        break;
                    }

                    case 1:
                    {
                        using (new UsingInSwitchesR(log, "c1"))
                        {
                            await probe.Note("y");
                            goto case 0;
                        }
                    }

                    default:
                        using (var d = new UsingInSwitchesR(log, "d" + await probe.Add(i, 1)))
                        {
                            if (await probe.Is(i == 1))
                                continue;
                            log.Add("in" + d.Name);
                        }

                        break;
                }

                try
                {
                    using var u = new UsingInSwitchesR(log, "u");
                    if (await probe.Is(i == n))
                        break;
                }
                finally
                {
                    log.Add(await probe.Echo("fin"));
                    using var v = new UsingInSwitchesR(log, "v");
                    log.Add(await probe.Echo("fin2"));
                }

                using (var q = i == 2 ? null : new UsingInSwitchesR(log, "q"))
                    log.Add(await probe.Echo(q?.Name ?? "nul"));
            }
        }
        catch (Exception e)
        {
            using var k = new UsingInSwitchesR(log, "k");
            log.Add(await probe.Echo(e.Message));
            if (n > 5)
                throw;
        }

        return string.Join(",", log);
    }
}

public sealed record UsingInSwitchesR(List<string> Log, string Name) : IDisposable
{
    public void Dispose() => Log.Add("close " + Name);
}

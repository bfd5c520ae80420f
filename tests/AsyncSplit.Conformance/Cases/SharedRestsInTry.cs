using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Many awaits in a row inside try, catch and finally: the rest of each block is common to several, the handlers and finally blocks around stay what they are.
[Case]
public partial class SharedRestsInTry(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3], [4], [7], [8], [15], [16], [31], [32], [64], [71], [128], [255]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        var attempts = 0;
        while (attempts < 3)
        {
            var seen = "";
            attempts++;
            try
            {
                if ((n & 1) != 0)
                {
                    seen += await probe.Echo("a");
                }

                log += $"{attempts}";
                if ((n & 2) != 0)
                {
                    await probe.Fail(attempts == 1 ? "custom" : "argument", "one");
                }

                seen += "b";
                try
                {
                    if ((n & 4) != 0)
                    {
                        seen += await probe.Echo("c");
                    }

                    log += "d";
                    if ((n & 8) != 0)
                    {
                        log += await probe.Add(seen.Length, 1);
                    }

                    if (seen.Length > 4)
                    {
                        throw new InvalidOperationException(seen);
                    }

                    seen += "e";
                    foreach (var k in new[] { 1, 2 })
                    {
                        if (k == 2 && (n & 16) != 0)
                        {
                            await probe.Note($"k{k}");
                            if (attempts == 2)
                            {
                                return log + seen;
                            }
                        }

                        seen += k;
                    }

                    log += seen;
                }
                finally
                {
                    journal.Log($"inner {seen} {log}");
                    log += ".";
                }

                if ((n & 32) != 0)
                {
                    log += await probe.Echo("f");
                    continue;
                }

                log += "g";
                if ((n & 64) != 0 && attempts == 2)
                {
                    await probe.Note("leaves");
                    break;
                }

                journal.Log($"whole {attempts}");
            }
            catch (ProbeException e) when (e.Message.Length > attempts)
            {
                var told = e.Message;
                if ((n & 1) == 0)
                {
                    told += await probe.Echo("caught");
                }

                log += told;
                if ((n & 128) != 0)
                {
                    await probe.Note("again");
                    throw;
                }

                journal.Log(told);
                if (await probe.Is(n > 2))
                {
                    log += "h";
                }

                log += attempts;
            }
            catch (InvalidOperationException e)
            {
                if ((n & 64) == 0)
                {
                    log += await probe.Echo(e.Message);
                }

                log += "i";
                if (attempts == 3)
                {
                    await probe.Note("last");
                }

                log += "j";
            }
            finally
            {
                journal.Log($"outer {seen} {log}");
                log += ";";
            }
        }

        try
        {
            if ((n & 1) != 0)
            {
                log += await probe.Echo("k");
            }

            log += "l";
            if ((n & 2) != 0)
            {
                await probe.Note("m");
                return log;
            }

            log += "n";
            if ((n & 8) != 0)
            {
                await probe.Fail("custom", log);
            }

            log += "o";
        }
        finally
        {
            if ((n & 4) != 0)
            {
                log += await probe.Echo("p");
            }

            journal.Log(log);
            if ((n & 16) != 0)
            {
                await probe.Note("q");
            }

            log += "r";
        }

        return log;
    }
}

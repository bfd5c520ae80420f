using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A try statement in a finally block, with awaits in its catch blocks: what is used behind the outer one stays.
[Case]
public partial class CatchInFinallyAwaits(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0, "a"], [1, "b"], [2, "c"]];

    [Chainable]
    public async Task<string> Run(int n, string s)
    {
        try
        {
            journal.Log("body");
        }
        finally
        {
            try
            {
                if (n > 0)
                {
                    throw new ArgumentException("thrown", "p");
                }
            }
            catch (ArgumentException e)
            {
                journal.Log(e.Message);
                await Task.Yield();
            }
        }

        return await Second(n + 1, s) + n + s;
    }

    [Chainable]
    public async Task<string> Second(int n, string s)
    {
        var log = "";
        try
        {
            log += s;
            if (n == 3)
            {
                return log + await probe.Echo("early");
            }
        }
        finally
        {
            try
            {
                log += n;
                if (n > 1)
                {
                    throw new InvalidOperationException("again");
                }
            }
            catch (InvalidOperationException) when (s != "x")
            {
                log += await probe.Echo("caught");
            }
            finally
            {
                log += await probe.Echo("inner");
            }

            journal.Log(log);
        }

        return log + n + s;
    }
}

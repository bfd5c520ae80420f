using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Exceptions thrown by statements before, in and after an awaited call, in try blocks of several depths with filters.
[Case]
public partial class CatchOrderAcross(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3], [4], [5], [6], [7]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        try
        {
            log += "a";
            try
            {
                Check(0, n);
                try
                {
                    Check(1, n);
                    log += await probe.Fail(n == 2 ? "derived" : n == 3 ? "timeout" : "none", "in");
                    Check(4, n);
                }
                catch (ProbeException e) when (Filter("f1", e is ProbeDerivedException))
                {
                    log += "p" + await probe.Add(e.Code, 0);
                    Check(2, n);
                }
                catch (Exception e) when (Filter("f2", n == 4))
                {
                    log += e.Message;
                    throw new TimeoutException(await probe.Echo("t"), e);
                }
                finally
                {
                    log += "f";
                    Check(5, n);
                }
                Check(6, n);
            }
            catch (TimeoutException e) when (Filter("f3", true))
            {
                log += e.Message + await probe.Echo(e.InnerException?.Message ?? "none");
            }
            log += "z";
            Check(7, n);
        }
        catch (InvalidOperationException e)
        {
            log += e.Message + await probe.Echo("end");
        }
        return log;
    }

    private static void Check(int at, int n)
    {
        if (at == n)
            throw new InvalidOperationException($"at{at}");
    }
    private bool Filter(string name, bool result)
    {
        journal.Log(name);
        return result;
    }
}

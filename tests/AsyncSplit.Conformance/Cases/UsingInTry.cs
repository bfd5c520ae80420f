using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Resources inside try, catch and finally blocks, with exceptions of the body and of Dispose.
[Case]
public partial class UsingInTry(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = new List<string>();
        try
        {
            using (new UsingInTryR(log, "a", n == 1))
            {
                try
                {
                    using var b = new UsingInTryR(log, "b", n == 2);
                    log.Add(await probe.Echo("in"));
                    throw new InvalidOperationException("x");
                }
                catch (InvalidOperationException e)when (log.Count > n)
                {
                    log.Add(e.Message + await probe.Echo("c"));
                    if (n == 3)
                        throw;
                }
                finally
                {
                    using (new UsingInTryR(log, "f", false))
                        log.Add(await probe.Echo("fin"));
                }
            }
        }
        catch (Exception e)
        {
            log.Add(e.GetType().Name + e.Message + await probe.Echo("outer"));
        }

        return string.Join(",", log);
    }
}

public sealed record UsingInTryR(List<string> Log, string Name, bool Bad) : IDisposable
{
    public void Dispose()
    {
        Log.Add("close " + Name);
        if (Bad)
            throw new NotSupportedException(Name);
    }
}

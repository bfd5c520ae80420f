using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A call that is returned from the scope of a resource is no tail call.
[Case]
public partial class UsingAndTailCalls(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = new List<string>();
        using (var r = new UsingAndTailCallsR(log, "r"))
        {
            return await Next(log);
        }
    }

    [Chainable]
    public async Task<string> Next(List<string> log)
    {
        using var r = new UsingAndTailCallsR(log, "x");
        return await probe.Echo("tail") + string.Join(",", log);
    }
}

public sealed record UsingAndTailCallsR(List<string> Log, string Name) : IDisposable
{
    public void Dispose() => Log.Add("close " + Name);
}

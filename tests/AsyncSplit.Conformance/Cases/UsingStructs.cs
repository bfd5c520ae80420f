using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A mutable struct as a resource, changed on both sides of awaits.
[Case]
public partial class UsingStructs(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = new List<string>();
        using (var r = new UsingStructsR { Log = log, Count = n })
        {
            await probe.Note("a");
            log.Add($"{r.Count}");
            r.Bump();
            log.Add($"{r.Count}");
            await probe.Note("b");
            r.Bump();
            log.Add($"{r.Count}");
        }

        return string.Join(",", log);
    }
}

public struct UsingStructsR : IDisposable
{
    public List<string> Log;
    public int Count;
    public void Bump() => Count++;
    public void Dispose() => Log.Add("close " + Count);
}

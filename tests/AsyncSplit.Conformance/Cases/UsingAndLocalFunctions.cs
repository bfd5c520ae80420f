using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Local functions around using declarations with awaits: used before them, behind them, and of their resource.
[Case]
public partial class UsingAndLocalFunctions(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = new List<string>();
        using var r = new UsingAndLocalFunctionsR(log, "r");
        Func<string> f = () => r.Name + log.Count;
        log.Add(f());
        await probe.Note(f());
        log.Add(f());
        using var s = new UsingAndLocalFunctionsR(log, "s");
        Later(await probe.Echo("p"));
        int Count() => s.Log.Count;
        return string.Join(",", log) + Count() + await probe.Echo("e");
        void Later(string x) => log.Add(x + r.Name);
    }
}

public sealed record UsingAndLocalFunctionsR(List<string> Log, string Name) : IDisposable
{
    public void Dispose() => Log.Add("close " + Name);
}

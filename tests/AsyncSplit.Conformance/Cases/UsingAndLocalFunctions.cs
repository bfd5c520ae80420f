using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Local functions around using declarations with awaits: used before them, behind them, and of their resource.
[Case]
public partial class UsingAndLocalFunctions(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = new List<string>();
        using var r = new UsingAndLocalFunctionsResource(log, "r");
        log.Add(Now());
        await probe.Note(Now());
        log.Add(Now());
        using var s = new UsingAndLocalFunctionsResource(log, "s");
        Later(await probe.Echo("p"));
        int Count() => s.Log.Count + n;
        Func<string> f = () => r.Name + log.Count;
        log.Add(f());
        return string.Join(",", log) + Count() + await probe.Echo("e");

        void Later(string x) => log.Add(x + r.Name);

        string Now() => log.Count + "n";
    }
}

public sealed record UsingAndLocalFunctionsResource(List<string> Log, string Name) : IDisposable
{
    public void Dispose() => Log.Add("close " + Name);
}

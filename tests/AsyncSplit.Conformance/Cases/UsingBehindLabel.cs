using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A using declaration with a label: what follows it in the block is in the scope of the resource, a returned call too.
[Case]
public partial class UsingBehindLabel(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = new List<string>();
        if (n > 1)
        {
        #pragma warning disable CS0164 // nothing jumps to the label
        inner:
            using var resource = new UsingBehindLabelR(log, "inner");
            return await Echo("tail", log);
        }

        if (n > 0)
        {
            goto echo;
        }

        await probe.Note("first");
    echo:
        return await Echo("direct", log);
    }

    [Chainable]
    public async Task<string> Echo(string text, List<string> log)
    {
    start:
        using var resource = new UsingBehindLabelR(log, "outer");
        await probe.Note("in scope");
        return await Last(text, log);
    }

    [Chainable]
    public async Task<string> Last(string text, List<string> log)
    {
        journal.Log(string.Join(",", log));
        return await probe.Echo(text);
    }
}

public sealed record UsingBehindLabelR(List<string> Log, string Name) : IDisposable
{
    public void Dispose() => Log.Add("close " + Name);
}

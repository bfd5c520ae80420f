using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A goto back to a label before an await, and a using declaration behind it.
[Case]
public partial class GotoBackBeforeUsing(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = new List<string>();
        var i = 0;
        L:
            await probe.Note($"{i}");
        i++;
        if (i < n)
            goto L;
        using var r = new MemoryStream();
        log.Add("x" + r.Length);
        return string.Join(",", log);
    }
}

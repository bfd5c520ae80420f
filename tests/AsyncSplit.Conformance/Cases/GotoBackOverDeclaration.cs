using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A goto back to before the declaration of a local that lives across the await.
[Case]
public partial class GotoBackOverDeclaration(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        var i = 0;
        L:
            var y = i + 1;
        await probe.Note($"{y}");
        log += y;
        i++;
        if (i < n)
            goto L;
        return log + y;
    }
}

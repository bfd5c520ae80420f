using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A goto over a declaration with an await, to code that assigns the local anew.
[Case]
public partial class GotoOverDeclaration(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        return await Go(n);
    }

    [Chainable]
    public async Task<string> Go(int n)
    {
        var log = "";
        if (n == 1)
            goto L;
        var x = await probe.Add(n, 1);
        log += x;
        L:
            x = 5;
        log += x + await probe.Echo("e");
        if (n == 2 && log.Length < 20)
            goto L;
        return log + x;
    }
}

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Throw expressions with awaits in them and beside them.
[Case]
public partial class ThrowExpressions(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        var a = n == 0 ? throw new ArgumentException(await probe.Echo("zero")) : await probe.Add(n, 1);
        string? m = await probe.Maybe(n == 1 ? null : "m");
        var b = m ?? throw new InvalidOperationException(log + await probe.Echo("null"));
        log += b;
        m = null;
        m ??= n == 2 ? throw new TimeoutException(await probe.Echo("t")) : await probe.Echo("m2");
        return log + a + m;
    }
}

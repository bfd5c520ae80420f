using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Parameters that are assigned, by the handler, its lambdas and its local functions, around awaits.
[Case]
public partial class ReassignedParameters(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1, "a"], [4, "b"]];

    [Chainable]
    public async Task<string> Run(int n, string? s)
    {
        n++;
        s += await probe.Echo($"{n}");
        Grow();
        await probe.Note(s);
        var f = (int by) => n += by;
        f(10);
        n = await probe.Add(n, n--);
        s = n > 30 ? null : s;
        await probe.Note($"{n}");
        s ??= await probe.Echo("was null");
        Grow();
        return s + n;
        void Grow()
        {
            n *= 2;
            s += "!";
        }
    }
}

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Variables of the same name in the arms of a switch expression with awaits.
[Case]
public partial class SwitchArmScopes(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        object o = n == 1 ? "text" : n;
        return n switch
        {
            1 => o is string v ? await probe.Echo(v) : "no",
            2 => o is int v ? await probe.Echo($"{v}") : "no",
            _ => o is int v && v > 3 ? "big" : "small",
        };
    }
}

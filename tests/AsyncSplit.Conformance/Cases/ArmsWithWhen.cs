using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Switch expressions whose arm conditions await, nested in arguments and in each other, with held values.
[Case]
public partial class ArmsWithWhen(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var x = n;
        var r = Text(x++, x switch
        {
            1 => "never",
            var y when await probe.Is(y > 3) => await probe.Echo($"big{y}"),
            2 when x++ > 5 => "no",
            var y when await probe.Is(x == 2) && y is > 0 and var z => (await probe.Add(z, x)) switch { 4 when await probe.Is(true) => "four", var q => $"q{q}" },
            _ => "else" + x++,
        }, x++, await probe.Add(x, 1));
        return r + x;
    }

    private static string Text(int a, string b, int c, int d) => $"{a} {b} {c} {d};";
}

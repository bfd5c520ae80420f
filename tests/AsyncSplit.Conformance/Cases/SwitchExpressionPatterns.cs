using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Switch expressions with awaits in arms and conditions, tuple and list patterns, throwing arms, and one inside another.
[Case]
public partial class SwitchExpressionPatterns(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var o = n switch
        {
            0 => "5",
            1 => "text",
            2 => "",
            _ => "a longer one"
        };
        var r = o switch
        {
            "5" when await probe.Is(n > 3) => await probe.Add(1, 1),
            { Length: var len } s when len > 9 => await probe.Add(1, 0) + s.Length,
            ['t', .. var rest] => await probe.Add(rest.Length, L(1)),
            "" => L(9),
            _ => L(-1)
        };
        var q = (await probe.Add(n, 0), S("x")) switch
        {
            (0, _) => "zero",
            (var a, var b) when a > 2 => b + await probe.Echo("big"),
            var (a, b) => a + b
        };
        var t = n switch
        {
            > 2 => throw new InvalidOperationException(await probe.Echo("thrown")),
            _ => n switch
            {
                0 => await probe.Echo("in"),
                _ => S("ner")
            }
        };
        return r + q + t;
    }

    int L(int x)
    {
        journal.Log($"L {x}");
        return x;
    }

    string S(string x)
    {
        journal.Log($"S {x}");
        return x;
    }
}

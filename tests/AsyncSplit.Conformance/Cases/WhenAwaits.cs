using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Awaits in the conditions of switch sections and arms, with variables, fallthrough to the next and jumps.
[Case]
public partial class WhenAwaits(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3], [4], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        object o = n % 2 == 0 ? $"text{n}" : n;
        switch (n switch
        {
            > 3 => "big",
            _ => "small"
        })
        {
            case { Length: var l } s when await probe.Is(l == 3):
                log += s + l;
                break;
            case "small" when await probe.Is(n == 1):
                log += await probe.Echo("one");
                break;
            case var t when Log(t) && await probe.Is(n == 2):
                log += t;
                break;
            default:
                log += "d";
                break;
            case "small" when n == 0:
                await probe.Note("zero");
                log += "z";
                break;
        }
        for (var i = 0; i < 3; i++)
        {
            switch (i)
            {
                case 0 when await probe.Is(n > 1):
                    continue;
                case 1 when await probe.Is(n == 5):
                    log += "!";
                    break;
                case 2:
                    log += "two" + await probe.Echo("x");
                    break;
                default:
                    log += i;
                    break;
            }
            log += ";";
        }
        var r = (n, log.Length) switch
        {
            (0, var k) when await probe.Is(k > 3) => "a" + k,
            ( > 1, _) when n == 4 || await probe.Is(n == 2) => await probe.Echo("b"),
            (1, _) => "c",
            var (a, b) when await probe.Is(a + b > 100) => "never",
            _ when await probe.Is(n == 3) => throw new InvalidOperationException(await probe.Echo("three")),
            _ => "e",
        };
        return log + r;
    }

    private bool Log(string x)
    {
        journal.Log(x);
        return true;
    }
}

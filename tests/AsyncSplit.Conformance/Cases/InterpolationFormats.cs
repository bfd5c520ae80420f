using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Interpolated strings with alignment, format, raw text and awaited holes, and one that is a FormattableString.
[Case]
public partial class InterpolationFormats(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        double d = 3.14159;
        var s = $"{await probe.Add(1, n), 5}|{d:F2}|{await probe.Echo("x"), -4}|{L(4):D3}|{{}}{await probe.Square(3):N1}";
        string v = $"""{await probe.Echo("raw")} "{n}" """;
        await probe.Note(v);
        FormattableString f = $"{L(1)} {await probe.Add(1, 1):D4} {S("z")}";
        return s + f.ToString(System.Globalization.CultureInfo.InvariantCulture) + v;
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

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Named, optional and params arguments out of order, some of them awaited.
[Case]
public partial class NamedAndParams(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var r = F(c: await probe.Add(1, L(1)), a: L(2), b: await probe.Echo("b")) + F(S2(), b: await probe.Echo("bb"), c: L(7)) + G(1, await probe.Add(1, 1), L(3), await probe.Add(4, 4)) + G(L(5)) + F(await probe.Add(9, n));
        var q = new NamedAndParamsC(y: await probe.Add(1, 1), x: L(4)) { Z = await probe.Add(2, n) };
        return r + q.X + q.Y + q.Z + H(await probe.Echo("span"));
    }

    int S2()
    {
        journal.Log("S2");
        return 3;
    }

    string F(int a, string b = "def", int c = 5) => $"{a}{b}{c};";
    string G(int a, params int[] rest) => a + string.Join("+", rest) + ";";
    string H(params ReadOnlySpan<string> all) => all[0] + all.Length;
    int L(int x)
    {
        journal.Log($"L {x}");
        return x;
    }
}

public sealed class NamedAndParamsC(int x, int y)
{
    public int X { get; } = x;
    public int Y { get; } = y;
    public int Z { get; set; }
}

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Many locals that live across an await.
[Case]
public partial class ManyLocals(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var a1 = n;
        var a2 = a1 + 1;
        long a3 = a2 * 2L;
        var a4 = $"{a3}";
        var a5 = a4.Length > 1;
        var a6 = 1.5 * n;
        decimal a7 = n / 3m;
        var a8 = 'c';
        byte a9 = 200;
        short b1 = -3;
        uint b2 = 7;
        ulong b3 = ulong.MaxValue;
        var b4 = (n, a4);
        int? b5 = null;
        int? b6 = n;
        string? b7 = null;
        var b8 = new[] { 1, 2 };
        var b9 = new List<string> { "x" };
        var c1 = DayOfWeek.Friday;
        var c2 = TimeSpan.FromSeconds(n);
        var c3 = new HashSet<int> { n };
        float c4 = 0.1f;
        sbyte c5 = -1;
        ushort c6 = 9;
        nint c7 = 5;
        var c8 = new Dictionary<int, string> { [n] = "v" };
        (int A, (string B, bool C) D) c9 = (1, ("b", true));
        Half d1 = (Half)0.5;
        Int128 d2 = Int128.MaxValue;
        char? d3 = null;
        var d4 = new int[2, 2] { { 1, 2 }, { 3, n } };
        await probe.Note("x");
        return $"{a1} {a2} {a3} {a4} {a5} {a6} {a7} {a8} {a9} {b1} {b2} {b3} {b4} {b5} {b6} {b7} {b8[1]} {b9[0]} {c1} {c2} {c3.Count} {c4} {c5} {c6} {c7} {c8[n]} {c9.D.C} {c9} {d1} {d2} {d3} {d4[1, 1]}";
    }
}

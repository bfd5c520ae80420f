using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Concatenations of many parts, and compound assignments that convert, with awaited values.
[Case]
public partial class CompoundConversions(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var s = "a" + n + await probe.Echo("b") + 'c' + 1.5 + await probe.Add(1, 2) + null + S("d") + (n > 0) + await probe.Maybe(null) + $"{await probe.Echo("e")}{n}" + L(5) + await probe.Square(2);
        s += 'x';
        s += await probe.Add(1, 1);
        s += L(2) + await probe.Echo("y") + L(3);
        char c = 'a';
        c += (char)await probe.Add(1, 0);
        byte by = 1;
        by += (byte)await probe.Add(300, n);
        by <<= await probe.Add(1, 0);
        short sh = 5;
        sh -= (short)await probe.Add(1, 1);
        sh++;
        long l = 5;
        l *= await probe.Add(2, 1);
        l >>= await probe.Add(1, 0);
        l ^= await probe.Square(3);
        double d = 1;
        d /= await probe.Add(3, 1);
        decimal m = 1.10m;
        m += await probe.Add(1, 0);
        m -= 0.10m;
        uint u = 3;
        u |= (uint)await probe.Add(4, 0);
        int? ni = n == 0 ? null : 4;
        ni += await probe.Add(1, 1);
        ni *= 2;
        bool q = true;
        q &= await probe.Is(n > 0);
        q |= await probe.Is(n > 1);
        q ^= await probe.Is(true);
        DayOfWeek w = DayOfWeek.Monday;
        w += await probe.Add(1, 0);
        w |= DayOfWeek.Saturday;
        return s + c + by + sh + l + d.ToString(System.Globalization.CultureInfo.InvariantCulture) + m + u + ni + q + w;
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

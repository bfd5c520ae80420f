using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// lock, stackalloc, spans and checked blocks between awaits.
[Case]
public partial class LocksAndSpans(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var g = new object ();
        var total = 0;
        lock (fgate)
        {
            total += L(1);
        }

        await probe.Note("a");
        for (var i = 0; i < 2; i++)
        {
            lock (fgate)
            {
                total += i;
                if (i == n)
                    break;
                if (n == 2)
                    continue;
            }

            await probe.Note($"{total}");
        }

        Span<int> st = stackalloc int[3];
        st[1] = total;
        total = st[1] + st.Length;
        await probe.Note($"{total}");
        Span<byte> sb = stackalloc byte[n + 1];
        sb.Fill(1);
        foreach (ref var b in sb)
        {
            b += 1;
        }

        total += sb[0];
        ReadOnlySpan<char> text = "abc";
        total += text[1..].Length;
        {
            Span<int> inner = [1, 2, n];
            inner.Sort();
            total += inner[0];
        }

        checked
        {
            total += await probe.Add(1, 1);
            lock (fgate)
            {
                try
                {
                    total *= int.MaxValue;
                }
                catch (OverflowException)
                {
                    total = 5;
                }
            }

            await probe.Note($"{total}");
            try
            {
                total += int.MaxValue;
            }
            catch (OverflowException)
            {
                total = 6;
            }
        }

        unchecked
        {
            total += int.MaxValue;
            total += await probe.Add(int.MaxValue, 0);
            total = total * 2;
        }

        return $"{total}";
    }

    static readonly Lock fgate = new();
    int L(int x)
    {
        journal.Log($"L {x}");
        return x;
    }
}

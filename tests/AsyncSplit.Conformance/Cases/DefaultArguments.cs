using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Default values of every sort of constant.
[Case]
public partial class DefaultArguments(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1]];

    [Chainable]
    public async Task<string> Run(int n) => $"{await Numbers(n)} {await Texts(n)} {await Others(n)} {await Nullables(n)} {await Extremes(n)}";

    [Chainable]
    private async Task<string> Numbers(int n, byte b = 1, sbyte s = -2, short h = -3, ushort u = 4, uint i = 5, long l = -6, ulong m = 7, float f = 1.5f, double d = -0.0, decimal e = 1.10m, nint p = 3, nuint q = 4)
    {
        await probe.Note($"{n}");
        return FormattableString.Invariant($"{b} {s} {h} {u} {i} {l} {m} {f} {double.IsNegative(d)} {e} {p} {q}");
    }

    [Chainable]
    private async Task<string> Texts(int n, char c = '\'', char z = '\0', string text = "a\"b\\c\n\u2028{0}", string? none = null, char high = '\uD800')
    {
        await probe.Note($"{n}");
        return $"{(int)c} {(int)z} {string.Join(",", text.Select(x => (int)x))} {none is null} {(int)high}";
    }

    [Chainable]
    private async Task<string> Others(int n, bool yes = true, DayOfWeek day = DayOfWeek.Friday, DefaultArgumentsFlags flags = DefaultArgumentsFlags.A | DefaultArgumentsFlags.C, DefaultArgumentsFlags odd = (DefaultArgumentsFlags)(-5), Guid id = default, DateTime at = default, DefaultArgumentsPair pair = default, DefaultArgumentsItem? o = null, params string[] rest)
    {
        await probe.Note($"{n}");
        return $"{yes} {day} {flags} {(long)odd} {id} {at.Ticks} {pair} {o is null} {rest.Length}";
    }

    [Chainable]
    private async Task<string> Nullables(int n, int? a = null, int? b = 3, DayOfWeek? day = DayOfWeek.Monday, DayOfWeek? none = null, double? nan = double.NaN, decimal? e = 2.0m, bool? yes = false)
    {
        await probe.Note($"{n}");
        return FormattableString.Invariant($"{a is null} {b} {day} {none is null} {nan} {e} {yes}");
    }

    [Chainable]
    private async Task<string> Extremes(int n, long min = long.MinValue, ulong max = ulong.MaxValue, int low = int.MinValue, double infinite = double.NegativeInfinity, float nan = float.NaN, decimal large = decimal.MaxValue, double tiny = double.Epsilon, sbyte least = sbyte.MinValue)
    {
        await probe.Note($"{n}");
        return FormattableString.Invariant($"{min} {max} {low} {infinite} {nan} {large} {tiny} {least}");
    }
}

[Flags]
public enum DefaultArgumentsFlags : long
{
    A = 1,
    B = 2,
    C = 4,
}

public sealed record DefaultArgumentsItem(int Number = 5);

public readonly record struct DefaultArgumentsPair(int A, string B);

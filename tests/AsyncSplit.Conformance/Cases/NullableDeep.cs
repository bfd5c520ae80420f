using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Nullable value types, lifted operators and conversions around awaits.
[Case]
public partial class NullableDeep(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        int? a = n == 0 ? null : n;
        a += await probe.Add(n, 1);
        a ??= await probe.Add(5, n);
        long? b = a * await probe.Square(2);
        bool? c = n == 1 ? null : await probe.Is(n > 1);
        var d = (c ?? await probe.Is(true)) & (a > await probe.Add(1, 1));
        DayOfWeek? e = n == 2 ? (DayOfWeek)await probe.Add(1, 2) : null;
        var f = e?.ToString() ?? await probe.Echo("none");
        (int, string?)? g = n > 0 ? (n, await probe.Maybe(null)) : null;
        var h = g?.Item1 + await probe.Add(1, 1);
        double? i = a / (double?)await probe.Add(2, 0);
        var j = g is (var p, null) && await probe.Is(p > 1);
        var k = a.HasValue && await probe.Add(a.Value, 1) > 3 ? a.GetValueOrDefault() : (int?)null;
        k++;
        return $"{a} {b} {c} {d} {e} {f} {g} {h} {i} {j} {k}";
    }
}

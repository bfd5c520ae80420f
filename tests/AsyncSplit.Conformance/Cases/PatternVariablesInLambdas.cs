using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Lambdas held across an await declare variables of their own, in places where patterns have them.
[Case]
public partial class PatternVariablesInLambdas(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [3], [10]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var constant = Fold(x => true switch { var m when m => x + 1, _ => 0 }, await probe.Add(n, 1));
        var tested = Fold(x => x switch { var m when m > 3 => m + 1, int k => k - 1 }, await probe.Add(n, 1));
        var looked = Fold(x => x is var m && m > 3 ? m : -m, await probe.Add(n, 1));
        var outcome = Fold(x => int.TryParse(x.ToString(), out var m) ? m : -1, await probe.Add(n, 1));
        var block = Fold(x => { switch (x) { case var m when m > n: return m; default: return n; } }, await probe.Add(n, 1));
        int factor = n * 3;
        int shift = n - 4;
        var function = Fold(Scale, await probe.Add(n, 1));
        var called = Fold(x => Shift(x), await probe.Add(n, 1));
        var query = Count((from x in new[] { n, 2 } where x is var m && m > 1 select x + n).ToList(), await probe.Add(n, 1));
        return $"{function} {called} {query} {constant} {tested} {looked} {outcome} {block}";

        int Scale(int x) => x is var m && m > 0 ? m * factor : 0;
        int Shift(int x) => x is int m ? m + shift : 0;
    }

    private static int Count(IEnumerable<int> all, int from) => all.Count() + from;

    private static int Fold(Func<int, int> each, int from) => each(each(from) + 1);
}

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Asynchronous local functions that change captured locals while other operands of the expression are held.
[Case]
public partial class LocalFunctionsChangeLocals(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var count = 0;
        var log = "";
        async Task<int> Bump(int by)
        {
            await Task.Yield();
            count += by;
            return count;
        }

        int Now() => count;
        var a = count + await Bump(1) + count;
        var b = Now() + await Bump(2) * count + Now();
        var c = Sum(count, await Bump(3), count, await Bump(4), Now());
        log += count;
        log += await Bump2("x") + log;
        log += await Bump2("y");
        Func<int> now = Now;
        count += 10;
        var e = now();
        await probe.Note($"{count} {log}");
        count += await Bump(5);
        count = count + await Bump(count) + count;
        var arr = new[] { count, await Bump(1), count, Now() };
        return $"{a} {b} {c} {e} {count} {log} {string.Join(",", arr)}" + Inner(3);
        async Task<string> Bump2(string s)
        {
            await Task.Yield();
            log += s;
            return log;
        }

        int Inner(int d) => d == 0 ? count : Inner(d - 1) + 1;
    }

    static int Sum(int a, int b, int c, int d, int e) => a * 10000 + b * 1000 + c * 100 + d * 10 + e;
}

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Local functions in several scopes: generic, static, iterators, recursive, mutual, with defaults, called before and after awaits.
[Case]
public partial class LocalFunctionScopes(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        string Outer(int x = 4) => $"<{x}{log.Length}>" + Inner(x);
        log += Outer();
        for (var i = 0; i < 2; i++)
        {
            int Twice(int x) => x <= 0 ? i : Twice(x - 1) + 1;
            await probe.Note($"{Twice(i)}");
            log += Twice(3) + Outer(i);
            IEnumerable<int> Numbers()
            {
                for (var k = 0; k < i + 1; k++)
                    yield return k * n;
            }
            log += string.Join(",", Numbers()) + await probe.Echo(Outer());
            static T Same<T>(T x) where T : struct => x;
            log += Same(i);
        }
        bool Even(int x) => x == 0 || Odd(x - 1);
        bool Odd(int x) => x != 0 && Even(x - 1);
        log += Even(await probe.Add(n, 1));
        async Task<int> Later(int x)
        {
            await Task.Yield();
            return x + n;
        }
        log += await Later(await Later(1));
        return log + await probe.Echo(Inner(n)) + Inner(1);
        string Inner(int x) => x > 1 ? "i" : Deep();
        string Deep() => $"d{n}";
    }
}

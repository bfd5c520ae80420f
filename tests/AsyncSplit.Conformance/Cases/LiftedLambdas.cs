using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Async lambdas in locals that are only called: expression and block bodies, Invoke, anonymous methods, several in one declaration.
[Case]
public partial class LiftedLambdas(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[1], [4]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var seen = "s";
        Func<int, Task<string>> quote = async i => await probe.Echo($"{i}{seen}{n}");
        Func<Task> note = async () => await probe.Note(seen), again = async () =>
        {
            journal.Log("again");
            await probe.Note($"{seen}!");
        };
        seen += await quote(1);
        await note();
        seen += await quote.Invoke(2);
        await again();
        var sum = async (int a, int b) =>
        {
            var part = await probe.Add(a, b);
            return part + await probe.Add(part, n);
        };
        Func<int, int> plain = x => x + 1, other = x => x * 2;
        var total = await sum(plain(n), other(2)) + await sum(1, seen.Length);
        Func<int, Task<int>> old = async delegate(int x)
        {
            await probe.Note($"old {x}");
            return x + total;
        };
        for (var k = 0; k < 2; k++)
        {
            var turn = k;
            Func<Task<int>> inLoop = async () => await probe.Add(turn, total);
            total += await inLoop();
            turn += 10;
            total += await inLoop();
        }

        return $"{seen} {total} {await old(3)}";
    }
}

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Lifted functions that call themselves and each other.
[Case]
public partial class LiftedRecursion(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var even = await IsEven(n);
        return $"{await Fibonacci(n)} {even} {await Depth(n, "")}";

        async Task<int> Fibonacci(int x) => x < 2 ? await probe.Add(x, 0) : await Fibonacci(x - 1) + await Fibonacci(x - 2);

        async Task<bool> IsEven(int x)
        {
            await probe.Note($"even {x} of {n}");
            return x == 0 || await IsOdd(x - 1);
        }

        async Task<bool> IsOdd(int x)
        {
            journal.Log($"odd {x}");
            return x != 0 && await IsEven(x - 1);
        }

        async Task<string> Depth(int x, string path)
        {
            if (x == 0)
            {
                return await probe.Echo(path);
            }

            // The last thing it does.
            return await Depth(x - 1, path + x + n);
        }
    }
}

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A local function that makes chain calls: captures what the handler changes between the calls, called in a loop and in expressions.
[Case]
public partial class LiftedHelper(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [4]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var prefix = "p";
        var total = 0;
        for (var i = 0; i < n; i++)
        {
            total += await Priced(i);
            prefix += i;
        }

        journal.Log($"total {total}");
        total = await Priced(total) * await Priced(1) + total;
        prefix = $"{await Named("end")}|{await Named(prefix)}";
        return $"{prefix} {total}";

        async Task<int> Priced(int x)
        {
            journal.Log($"price {prefix} {x} {n}");
            var sum = await probe.Add(x, n);
            await probe.Note($"{prefix}{sum}");
            return sum + prefix.Length;
        }

        async Task<string> Named(string name)
        {
            var echoed = await probe.Echo($"{prefix}-{name}");
            return $"{echoed} of {total}";
        }
    }
}

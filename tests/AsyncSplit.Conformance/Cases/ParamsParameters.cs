using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// params parameters of every sort of collection, filled one by one, as a whole and not at all.
[Case]
public partial class ParamsParameters(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        List<string> all =
        [
            await Listed(n),
            await Listed(n, "a", await probe.Echo("b")),
            await Listed(n, [.. new[] { "x", "y" }]),
            $"{await Enumerated(1, n, 3)} {await Enumerated()}",
            $"{await ReadOnly(n, "t", 2.5)}",
            $"{await Arrays(n, [1, 2], new[] { n })}",
            $"{await Arrays(n)}",
        ];
        return string.Join(" ", all);
    }

    [Chainable]
    private async Task<string> Listed(int n, params List<string> texts)
    {
        await probe.Note($"{texts.Count}");
        return $"{n}{string.Join("+", texts)}";
    }

    [Chainable]
    private async Task<int> Enumerated(params IReadOnlyList<int> numbers) => await probe.Add(numbers.Sum(), numbers.Count);

    [Chainable]
    private async Task<string> ReadOnly(int n, string text, params double[] numbers) => await probe.Echo(FormattableString.Invariant($"{text}{n}{numbers.Sum()}"));

    [Chainable]
    private async Task<int> Arrays(int n, params int[][] rows)
    {
        var total = n;
        foreach (var row in rows)
        {
            total = await probe.Add(total, row.Sum());
        }

        return total;
    }
}

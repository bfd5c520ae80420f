using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Variables that a condition declares, in statements without braces inside loops.
[Case]
public partial class EmbeddedDeclarations(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        for (var i = 0; i < 3; i++)
            if (int.TryParse($"{i + n}", out var x) && x > 1)
                await probe.Note($"{x} {i}");

        for (var i = 0; i < 3; i++)
            if (int.TryParse($"{i + n}", out var x) && await probe.Is(x > 1))
                journal.Log($"{x} {i}");

        foreach (var text in new[] { "1", "q" })
            while (int.TryParse(text, out var x) && n < 8)
                n += await probe.Add(x, x);

        return $"{n}";
    }
}

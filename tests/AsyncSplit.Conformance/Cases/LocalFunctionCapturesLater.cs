using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A local function that captures locals which are declared behind awaits and in loops.
[Case]
public partial class LocalFunctionCapturesLater(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        await probe.Note("a");
        var total = 0;
        void Add(int x) => total += x;
        Add(n);
        await probe.Note($"{total}");
        Add(1);
        foreach (var x in new[] { 1, 2 })
        {
            var part = x;
            void Grow()
            {
                part += x;
                total += part;
            }
            Grow();
            await probe.Note($"{part}");
            Grow();
            Add(part);
        }
        return $"{total}" + await probe.Add(total, 0);
    }
}

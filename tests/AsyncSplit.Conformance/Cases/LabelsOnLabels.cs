using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Two labels on one statement, both jumped back to across an await.
[Case]
public partial class LabelsOnLabels(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var i = 0;
        A:
            B:
                i++;
        await probe.Note($"{i}");
        if (i < n)
            goto B;
        if (i < 3)
            goto A;
        return $"{i}";
    }
}

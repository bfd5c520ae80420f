using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Locals that a finally block assigns, read behind it.
[Case]
public partial class FinallyAssigns(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        int x;
        var y = n;
        try
        {
            y = 0;
            if (n > 1)
                await probe.Note("a");
        }
        finally
        {
            x = 5 + n;
            journal.Log("f");
        }
        for (var i = 0; i < 2; i++)
        {
            try
            {
                await probe.Note($"{y}");
            }
            finally
            {
                y = x + i;
            }
        }
        return $"{x} {y}";
    }
}

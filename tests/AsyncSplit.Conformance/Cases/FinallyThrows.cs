using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A finally block that always throws ends the method.
[Case]
public partial class FinallyThrows(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        try
        {
            if (n > 1)
                await probe.Note("x");
        }
        finally
        {
            throw new InvalidOperationException("finally");
        }
    }
}

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A finally block with an await that throws instead of the return, and one that changes what was returned.
[Case]
public partial class FinallyReplacesReturn(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var x = n;
        var list = new List<int> { n };
        try
        {
            try
            {
                return $"{x} {list.Count}";
            }
            finally
            {
                x = await probe.Add(x, 100);
                list.Add(x);
                if (n == 1)
                    throw new InvalidOperationException("replaced");
                if (n == 2)
                    await probe.Fail("custom", "also");
            }
        }
        catch (InvalidOperationException e)
        {
            return e.Message + x + list.Count;
        }
    }
}

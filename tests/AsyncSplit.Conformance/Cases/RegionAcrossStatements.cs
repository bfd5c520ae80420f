using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A region that begins in a block and ends behind it.
[Case]
public partial class RegionAcrossStatements(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var x = n;
        if (x > 1)
        {
            #region odd
            x++;
        }
        #endregion
        await probe.Note($"{x}");
        if (x > 2)
        {
            x++;
            #region even
        }
        #endregion
        return $"{x}";
    }
}

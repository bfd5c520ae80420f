using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Checked and unchecked blocks with awaits, nested, with loops and jumps.
[Case]
public partial class CheckedBlocks(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2147483646]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        var x = n;
        try
        {
            checked
            {
                x += await probe.Add(0, 1);
                log += x;
                unchecked
                {
                    x += await probe.Add(1, 0);
                    log += x;
                    x = unchecked(x + (int)await probe.Square(2)) + await probe.Add(checked(3 - 1), 1);
                }
                foreach (var y in new[] { 1, n })
                {
                    log += "y";
                    var z = y * 2 + await probe.Add(y, -1);
                    log += z;
                    if (z > 2)
                        break;
                    z = unchecked(z * int.MaxValue) + (int)(byte)await probe.Add(255, 0);
                }
                log += (byte)await probe.Add(n, 1);
            }
        }
        catch (OverflowException)
        {
            log += await probe.Echo("overflow");
        }
        return log + x;
    }
}

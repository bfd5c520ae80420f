using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Compound assignments to targets that are narrower than the sum: the result is converted back, checked where that is asked for.
[Case]
public partial class CompoundNarrow(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [250]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        byte[] bytes = [10, 200];
        short[] shorts = [short.MaxValue, 1];
        char[] letters = ['a', 'b'];
        bytes[await probe.Add(0, 0)] += (byte)await probe.Add(n, 0);
        bytes[1] <<= await probe.Add(1, 0);
        shorts[0] += (short)await probe.Add(n, 0);
        letters[1] += (char)await probe.Add(1, 0);
        try
        {
            checked
            {
                bytes[0] += (byte)await probe.Add(n, 5);
            }
        }
        catch (OverflowException)
        {
            bytes[0] = 0;
        }

        sbyte small = 100;
        small -= (sbyte)(small + (small = 5) + await probe.Add(-100, 0));
        return $"{string.Join(",", bytes)} {string.Join(",", shorts)} {new string(letters)} {small}";
    }
}

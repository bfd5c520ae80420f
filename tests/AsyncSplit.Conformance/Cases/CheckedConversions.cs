using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// checked and unchecked expressions and blocks around awaits, nested, with conversions and compound assignments.
[Case]
public partial class CheckedConversions(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var r = "";
        try
        {
            r += checked((byte)(250 + await probe.Add(n, 4)));
        }
        catch (OverflowException)
        {
            r += "ov";
            await probe.Note(r);
        }

        checked
        {
            var x = int.MaxValue - n;
            try
            {
                x += await probe.Add(2, 0);
                r += x;
            }
            catch (OverflowException e)
            {
                r += "o2";
                await probe.Note("in");
                x = unchecked(x + await probe.Add(3, 0));
                r += x;
            }

            for (var i = 0; i < 2; i++)
            {
                try
                {
                    x *= await probe.Add(i, 2);
                    r += "|" + x;
                }
                catch (OverflowException)
                {
                    r += "o3";
                }
            }
        }

        unchecked
        {
            int y = int.MaxValue;
            y += await probe.Add(1, n);
            r += y;
            y = checked((int)(long)y);
            r += (short)(y + await probe.Add(1, 1));
        }

        r += unchecked((byte)(300 + await probe.Add(n, 0)));
        return r;
    }
}

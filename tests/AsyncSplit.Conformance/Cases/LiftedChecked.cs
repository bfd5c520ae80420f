using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Arithmetic in lifted functions that stand in checked and unchecked blocks.
[Case]
public partial class LiftedChecked(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [int.MaxValue]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        unchecked
        {
            log += await Wrapped();

            async Task<int> Wrapped() => await probe.Add(0, 1) + n;
        }

        checked
        {
            try
            {
                log += await Thrown();
            }
            catch (OverflowException e)
            {
                log += e.GetType().Name;
            }

            async Task<int> Thrown()
            {
                var one = await probe.Add(0, 1);
                return Sum(one) + one;
            }

            int Sum(int x) => n + x;
        }

        return log;
    }
}

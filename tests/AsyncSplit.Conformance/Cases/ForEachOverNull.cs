using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A foreach over null, whose body awaits, throws what it throws without a split.
[Case]
public partial class ForEachOverNull(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        List<int>? list = null;
        IEnumerable<int>? sequence = null;
        int[]? array = null;
        await probe.Note("before");
        try
        {
            switch (n)
            {
                case 0:
                    foreach (var x in list!)
                    {
                        await probe.Add(x, 1);
                    }

                    break;
                case 1:
                    foreach (var x in sequence!)
                    {
                        await probe.Add(x, 1);
                    }

                    break;
                default:
                    foreach (var x in array!)
                    {
                        await probe.Add(x, 1);
                    }

                    break;
            }
        }
        catch (Exception e)
        {
            return e.GetType().Name + e.Message;
        }

        return "ok";
    }
}

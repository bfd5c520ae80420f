using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// What is thrown by elements out of range and members of null, and whether before or after the await.
[Case]
public partial class NullAndOutOfRange(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3], [4], [5], [6], [7], [8], [9]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        int[]? none = null;
        var one = new int[1];
        var points = new NullAndOutOfRangePoint[1];
        NullAndOutOfRangeHolder? holder = null;
        string? text = null;
        List<int>? list = null;
        try
        {
            switch (n)
            {
                case 0:
                    one[5] = await probe.Add(1, 1);
                    break;
                case 1:
                    none![0] = await probe.Add(1, 1);
                    break;
                case 2:
                    one[5] += await probe.Add(1, 1);
                    break;
                case 3:
                    points[5].X = await probe.Add(1, 1);
                    break;
                case 4:
                    holder!.P = await probe.Add(1, 1);
                    break;
                case 5:
                    holder!.Point.X = await probe.Add(1, 1);
                    break;
                case 6:
                    holder!.F += await probe.Add(1, 1);
                    break;
                case 7:
                    return text!.Substring(await probe.Add(0, 1));
                case 8:
                    return $"{list![await probe.Add(0, 1)]}";
                default:
                    list!.Add(await probe.Add(0, 1));
                    break;
            }
        }
        catch (Exception e)
        {
            return e.GetType().Name;
        }

        return "ok";
    }
}

public sealed class NullAndOutOfRangeHolder
{
    public int F;

    public int P
    {
        get; set;
    }

    public NullAndOutOfRangePoint Point;
}

public struct NullAndOutOfRangePoint
{
    public int X;
}

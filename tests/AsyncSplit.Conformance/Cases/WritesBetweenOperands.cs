using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A local is read by one operand and written by a later one, each time in another way: the await behind both changes nothing of it.
[Case]
public partial class WritesBetweenOperands(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [7]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var before = n;
        var prefix = Join(before, ++before, await probe.Add(n, 0));
        var after = n;
        var postfix = Join(after, after--, await probe.Add(n, 1));
        var taken = n;
        var deconstructed = Join(taken, ((taken, _) = (n + 5, 0)).Item1, await probe.Add(n, 2));
        var raised = n;
        var byReference = Join(raised, Raise(ref raised), await probe.Add(n, 3));
        var set = n;
        var output = Join(set, Set(out set), await probe.Add(n, 4));
        var point = new WritesBetweenOperandsPoint { X = n };
        var moved = Join(point, point.Move(), await probe.Add(n, 5));
        var other = new WritesBetweenOperandsPoint { X = n };
        var assigned = Join(other, other.X = n + 9, await probe.Add(n, 6));
        return $"{prefix} {postfix} {deconstructed} {byReference} {output} {moved} {assigned} / {before} {after} {taken} {raised} {set} {point} {other}";
    }

    private static string Join(object first, int second, int third) => $"{first},{second},{third}";

    private static int Raise(ref int value) => value += 10;

    private static int Set(out int value) => value = 99;
}

public struct WritesBetweenOperandsPoint
{
    public int X { get; set; }

    public int Move() => X += 100;

    public override readonly string ToString() => $"({X})";
}

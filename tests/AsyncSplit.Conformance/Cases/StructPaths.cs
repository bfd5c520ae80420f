using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Compound assignments into structs of structs, of arrays and of fields of objects.
[Case]
public partial class StructPaths(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var holder = new StructPathsHolder { Points = [new() { X = 1, Y = 2 }, new() { X = 3, Y = 4 }] };
        var i = 0;
        holder.Points[i++].X += await probe.Add(i, n);
        holder.Line.To.Y -= await probe.Add(1, n);
        holder.Line.From = holder.Line.To with
        {
            X = await probe.Add(2, n)
        };
        StructPathsLine line = default;
        line.From.X = await probe.Add(3, n);
        line.To.Y += line.From.X += await probe.Add(1, 1);
        var copy = line;
        copy.From.X++;
        await probe.Note($"{copy.From.X} {line.From.X}");
        return $"{holder.Points[0]} {holder.Points[1]} {holder.Line.From} {holder.Line.To} {line.From} {line.To} {i}";
    }
}

public sealed class StructPathsHolder
{
    public StructPathsPoint[] Points = [];
    public StructPathsLine Line;
}

public struct StructPathsLine
{
    public StructPathsPoint From;
    public StructPathsPoint To;
}

public struct StructPathsPoint
{
    public int X;
    public int Y;

    public override readonly string ToString() => $"({X}, {Y})";
}

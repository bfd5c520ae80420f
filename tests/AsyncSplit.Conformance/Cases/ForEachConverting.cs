using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// foreach with a written type converts each element to it, also where that loses something or fails.
[Case]
public partial class ForEachConverting(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var total = 0L;
        foreach (int part in new[] { 1.9, n + 0.5, -2.5 })
        {
            total += await probe.Add(part, 10);
        }

        foreach (long wide in await probe.Range(n, 2))
        {
            total += wide * await probe.Square(wide);
        }

        List<ForEachConvertingShape> shapes = [new ForEachConvertingSquare { Side = n }];
        if (n > 1)
        {
            shapes.Add(new ForEachConvertingShape());
        }

        try
        {
            foreach (ForEachConvertingSquare square in shapes)
            {
                total += await probe.Add(square.Side, 0);
            }
        }
        catch (InvalidCastException)
        {
            journal.Log("no square");
        }

        return $"{total}";
    }
}

[System.Text.Json.Serialization.JsonDerivedType(typeof(ForEachConvertingSquare), "square")]
public class ForEachConvertingShape
{
}

public class ForEachConvertingSquare : ForEachConvertingShape
{
    public int Side { get; set; }
}

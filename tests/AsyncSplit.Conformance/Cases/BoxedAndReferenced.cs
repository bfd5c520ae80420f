using System.Text.Json.Serialization;
using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Structs that hold objects, structs behind an interface, and mutable structs in arrays.
[Case]
public partial class BoxedAndReferenced(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var list = new List<int> { n };
        BoxedAndReferencedHolder[] holders = [new() { Items = list, Count = 1 }, new() { Items = list }];
        var copy = holders[0];
        IBoxedAndReferencedValue boxed = new BoxedAndReferencedPoint(n, 2);
        IBoxedAndReferencedValue same = boxed;
        (List<int>, BoxedAndReferencedHolder?) pair = (list, holders[1]);
        holders[0].Count += await probe.Add(n, 1);
        list.Add(9);
        copy.Count = 100;
        return $"{holders[0].Count} {holders[1].Items!.Count} {copy.Items!.Count} {copy.Count} {ReferenceEquals(boxed, same)} {boxed.Sum} {boxed.GetType().Name} {pair.Item1.Count} {pair.Item2!.Value.Items!.Count}";
    }
}

public struct BoxedAndReferencedHolder
{
    public List<int>? Items;

    public int Count { get; set; }
}

[JsonDerivedType(typeof(BoxedAndReferencedPoint), "point")]
public interface IBoxedAndReferencedValue
{
    [JsonIgnore]
    int Sum { get; }
}

public readonly record struct BoxedAndReferencedPoint(int X, int Y) : IBoxedAndReferencedValue
{
    [JsonIgnore]
    public int Sum => X + Y;
}

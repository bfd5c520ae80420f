using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Structs whose initializers await: what is built is a variable in the step that goes on with it.
[Case]
public partial class StructsBuiltAroundAwaits(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [4]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var one = new StructsBuiltAroundAwaitsCell { Value = n, Text = await probe.Echo("a"), [1] = await probe.Add(n, 1) };
        var two = new StructsBuiltAroundAwaitsCell { Text = await probe.Echo("b"), Inner = { X = await probe.Add(n, 2), Y = 3 }, Value = one.Value };
        var cells = new[] { two, new StructsBuiltAroundAwaitsCell { Value = await probe.Add(n, 3), [n] = await probe.Add(1, 1), Text = one.Text } };
        return $"{one} {two} {cells[0]} {cells[1]}";
    }
}

public struct StructsBuiltAroundAwaitsCell
{
    public int Value;

    public StructsBuiltAroundAwaitsPoint Inner;

    public string? Text { get; set; }

    public int this[int index]
    {
        readonly get => Value + index;
        set => Value = value - index;
    }

    public override readonly string ToString() => $"{Value}:{Text}:{Inner.X},{Inner.Y}";
}

public struct StructsBuiltAroundAwaitsPoint
{
    public int X;

    public int Y;
}

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A constructor that calculates is not to calculate again when the object is restored.
[Case]
public partial class ConstructorsThatCalculate(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [20]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var scaled = new ConstructorsThatCalculateScaled(n);
        var record = new ConstructorsThatCalculateRecord(n, " name ");
        var chosen = new ConstructorsThatCalculateChosen(n);
        await probe.Note("once");
        await probe.Note("twice");
        return $"{scaled.Value} {record.N} '{record.Name}' {chosen.Value}";
    }
}

public sealed class ConstructorsThatCalculateScaled(int value)
{
    public int Value { get; set; } = value * 10;
}

public sealed record ConstructorsThatCalculateRecord(int N, string Name)
{
    public int N { get; init; } = N + 1;

    public string Name { get; } = Name.Trim();
}

public sealed class ConstructorsThatCalculateChosen
{
    public ConstructorsThatCalculateChosen()
    {
    }

    public ConstructorsThatCalculateChosen(int value) => Value = -value;

    public int Value { get; init; }
}

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Struct locals that are called or written into with an await in between, and not used after that.
[Case]
public partial class StructsLastUsed(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var first = await Called(n);
        await Written(n);
        return $"{first} {await Nested(n)}";
    }

    [Chainable]
    public async Task<int> Called(int n)
    {
        var counter = new StructsLastUsedCounter { Value = n };
        counter.Raise(1);
        return counter.Raise(await probe.Add(n, 1));
    }

    [Chainable]
    public async Task Written(int n)
    {
        var counter = new StructsLastUsedCounter { Value = n };
        try
        {
            counter.Limited = await probe.Add(n, 2);
        }
        catch (ArgumentException e)
        {
            journal.Log(e.Message);
        }
    }

    [Chainable]
    public async Task<int> Nested(int n)
    {
        var pair = new StructsLastUsedPair { Left = { Value = n }, Right = { Value = 2 } };
        pair.Left.Raise(3);
        return pair.Left.Raise(await probe.Add(pair.Right.Value, n)) + await probe.Add(1, 1);
    }
}

public struct StructsLastUsedCounter
{
    public int Value { get; set; }

    [System.Text.Json.Serialization.JsonIgnore]
    public int Limited
    {
        readonly get => Value;
        set => Value = value + Value > 5 ? throw new ArgumentException($"{value} and {Value} is too much") : value;
    }

    public int Raise(int by) => Value += by;
}

public struct StructsLastUsedPair
{
    public StructsLastUsedCounter Left;

    public StructsLastUsedCounter Right;
}

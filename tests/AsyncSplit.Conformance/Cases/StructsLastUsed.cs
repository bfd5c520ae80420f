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
        return $"{first} {await Nested(n)} {await Coalesced(n)} {await Changed(n)}";
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

    [Chainable]
    public async Task<string> Coalesced(int n)
    {
        var seen = new List<string>();
        var first = new StructsLastUsedNames { Seen = seen };
        first.Name ??= $"first {await probe.Add(n, 1)}";
        var second = new StructsLastUsedNames { Seen = seen };
        var name = second.Name ??= $"second {await probe.Add(n, 2)}";
        var third = new StructsLastUsedNames { Seen = seen };
        var number = third.Number ??= await probe.Add(n, 3);
        var fourth = new StructsLastUsedNames { Seen = seen };
        fourth[await probe.Add(n, 4)] ??= $"fourth {await probe.Add(n, 5)}";
        return $"{name} {number} {string.Join(", ", seen)}";
    }

    [Chainable]
    public async Task<string> Changed(int n)
    {
        var seen = new List<string>();
        var first = new StructsLastUsedNames { Seen = seen };
        (first.Name, var sum) = ($"first {await probe.Add(n, 1)}", await probe.Add(n, 2));
        var second = new StructsLastUsedNames { Seen = seen };
        ((second.Number, _), sum) = ((await probe.Add(n, 3), n), sum + await probe.Add(n, 4));
        var third = new StructsLastUsedCounts { Seen = seen };
        third[await probe.Add(n, 5)]++;
        var fourth = new StructsLastUsedCounts { Seen = seen };
        fourth[await probe.Add(n, 6)] += await probe.Add(n, 7);
        var fifth = new StructsLastUsedCounts { Seen = seen };
        Raise(ref fifth.Number, await probe.Add(n, 8));
        var sixth = new StructsLastUsedPair { Right = { Value = n } };
        (sixth.Left.Value, sixth.Right.Limited) = (await probe.Add(n, 9), await probe.Add(n, 10) % 3);
        var seventh = new StructsLastUsedCounts { Seen = seen };
        --seventh[await probe.Add(n, 11)];
        return $"{sum} {string.Join(", ", seen)}";
    }

    private void Raise(ref int number, int value)
    {
        number += value;
        journal.Log($"raised to {number}");
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

public struct StructsLastUsedNames
{
    private string? _name;

    private int? _number;

    public List<string> Seen { get; set; }

    [System.Text.Json.Serialization.JsonIgnore]
    public string? Name
    {
        readonly get => _name;
        set => Seen.Add(_name = value ?? "null");
    }

    [System.Text.Json.Serialization.JsonIgnore]
    public int? Number
    {
        readonly get => _number;
        set => Seen.Add($"{_number = value}");
    }

    public string? this[int index]
    {
        readonly get => index > 0 ? _name : "none";
        set => Seen.Add($"{index} is {value}");
    }
}

public struct StructsLastUsedCounts
{
    public int Number;

    public List<string> Seen { get; set; }

    public int this[int index]
    {
        readonly get => index;
        set => Seen.Add($"{index} is {value}");
    }
}

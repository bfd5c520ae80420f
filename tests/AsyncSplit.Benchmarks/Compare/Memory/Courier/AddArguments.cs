namespace AsyncSplit.Benchmarks.Compare.Memory.Courier;

/// <summary>What an activity adds to the sum so far, which is a variable of the routing slip.</summary>
public sealed record AddArguments
{
    public int Sum { get; init; }

    public int Number { get; init; }
}

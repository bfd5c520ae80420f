using Orleans;

namespace AsyncSplit.Benchmarks.Compare.Memory.Orleans;

/// <summary>How far a chain has come.</summary>
[GenerateSerializer]
public sealed class SumsState
{
    /// <summary>How many of the calls have ended.</summary>
    [Id(0)]
    public int Calls { get; set; }

    /// <summary>The result of the last one.</summary>
    [Id(1)]
    public int Sum { get; set; }

    /// <summary>The result of the first one.</summary>
    [Id(2)]
    public int First { get; set; }
}

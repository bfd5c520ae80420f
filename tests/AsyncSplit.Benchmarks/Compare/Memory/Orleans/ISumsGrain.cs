using Orleans;

namespace AsyncSplit.Benchmarks.Compare.Memory.Orleans;

/// <summary>The chain of five calls, as a grain.</summary>
public interface ISumsGrain : IGrainWithIntegerKey
{
    Task<int> FiveAsync(int start);
}

using Orleans;

namespace AsyncSplit.Benchmarks.Compare.Memory.Orleans;

/// <summary>The trivial callee, as a grain.</summary>
public interface IAdderGrain : IGrainWithIntegerKey
{
    Task<int> AddAsync(int left, int right);
}

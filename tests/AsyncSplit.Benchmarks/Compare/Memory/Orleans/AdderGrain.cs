using Orleans;
using Orleans.Concurrency;

namespace AsyncSplit.Benchmarks.Compare.Memory.Orleans;

/// <summary>The trivial callee. As it keeps nothing, any number of activations answer, in the silo that calls.</summary>
[StatelessWorker]
public sealed class AdderGrain : Grain, IAdderGrain
{
    public Task<int> AddAsync(int left, int right) => Task.FromResult(left + right);
}

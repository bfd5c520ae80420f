namespace AsyncSplit.Benchmarks.Compare.Memory.Chains;

/// <summary>The trivial callee.</summary>
public sealed partial class Adder : IAdder
{
    [Chainable]
    public Task<int> AddAsync(int left, int right)
    {
        Marks.Set(right);
        return Task.FromResult(left + right);
    }
}

namespace AsyncSplit.Benchmarks.Compare.Memory.Chains;

/// <summary>What the chains call.</summary>
public interface IAdder
{
    [Chainable]
    Task<int> AddAsync(int left, int right);
}

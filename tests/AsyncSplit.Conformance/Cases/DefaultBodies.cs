using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Contract members with a body of their own: it runs in one step where the implementation has none.
[Case]
public partial class DefaultBodies(IDefaultBodiesContract contract, IDefaultBodiesOther other)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2]];

    [Chainable]
    public async Task<string> Run(int n) => $"{await contract.Plain(n)} {await contract.Replaced(n)} {await contract.Work(n)} {await other.Plain(n)}";
}

public interface IDefaultBodiesContract
{
    [Chainable] Task<int> Work(int n);

    [Chainable] Task<int> Plain(int n) => Task.FromResult(n * 2);

    [Chainable]
    Task<int> Replaced(int n)
    {
        return n > 1 ? throw new InvalidOperationException("never") : Task.FromResult(-n);
    }
}

public interface IDefaultBodiesOther
{
    [Chainable] Task<int> Plain(int n) => Local.Twice(n);
}

public partial class DefaultBodiesImpl(IProbe probe) : IDefaultBodiesContract, IDefaultBodiesOther
{
    [Chainable]
    public async Task<int> Work(int n) => await probe.Add(n, 1) + n;

    [Chainable]
    public async Task<int> Replaced(int n) => await probe.Add(n, 2) + n;
}

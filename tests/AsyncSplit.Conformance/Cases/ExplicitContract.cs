using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A handler that implements its contract explicitly.
[Case]
public partial class ExplicitContract(IExplicitContractOther other)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        return await other.Work(n) + await other.Other(n);
    }
}

public interface IExplicitContractOther
{
    [Chainable] Task<string> Work(int n);
    [Chainable] ValueTask<string> Other(int n);
}
public partial class ExplicitContractImpl(Journal journal, IProbe probe) : IExplicitContractOther
{
    [Chainable]
    async Task<string> IExplicitContractOther.Work(int n)
    {
        journal.Log($"{n}");
        var x = await probe.Add(n, 1);
        return $"explicit {x} {n}";
    }
    [Chainable]
    async ValueTask<string> IExplicitContractOther.Other(int n) => $"{n} " + await probe.Echo("o");
    private static int Work(int n) => n;
}

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Implementations and overrides whose parameters have other names than the contract's.
[Case]
public partial class RenamedParameters(IRenamedParametersContract contract, RenamedParametersBase handler)
{
    public static IEnumerable<object?[]> Inputs => [[1], [4]];

    [Chainable]
    public async Task<string> Run(int n) =>
        $"{await contract.Work(n, "w", first: 2)} {await contract.Swapped(text: "s", number: n)} {await contract.Plain(n)} {await handler.Quote(amount: n, factor: 2)}";
}

public interface IRenamedParametersContract
{
    [Chainable] Task<string> Work(int n, string text, int first = 1);

    [Chainable] Task<string> Swapped(int number, int other = 5, string text = "t");

    [Chainable] Task<int> Plain(int n);
}

public partial class RenamedParametersImpl(IProbe probe) : IRenamedParametersContract
{
    [Chainable]
    public async Task<string> Work(int count, string label, int n)
    {
        var sum = await probe.Add(count, n);
        return $"{label}{count}{n}{sum}";
    }

    // The names are the contract's, at other places.
    [Chainable]
    async Task<string> IRenamedParametersContract.Swapped(int other, int number, string text) => await probe.Echo($"{other} {number} {text}");

    public Task<int> Plain(int other) => Task.FromResult(other);
}

public partial class RenamedParametersBase(IProbe probe)
{
    protected IProbe Probe => probe;

    [Chainable]
    public virtual async Task<int> Quote(int amount, int factor) => await probe.Add(amount, factor);
}

public partial class RenamedParametersDerived(IProbe probe) : RenamedParametersBase(probe)
{
    [Chainable]
    public override async Task<int> Quote(int factor, int times) => await base.Quote(factor: times, amount: factor) + await Probe.Add(factor, times) * 10;
}

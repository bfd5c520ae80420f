using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Contracts implemented by inherited, abstract and overridden handlers.
[Case]
public partial class InheritedContracts(IInheritedContractsFirst first, IInheritedContractsSecond second, InheritedContractsOnly only)
{
    public static IEnumerable<object?[]> Inputs => [[1], [3]];

    [Chainable]
    public async Task<string> Run(int n) =>
        $"{await first.Price(n)} {await second.Label($"{n}")} {await first.Label("f")} {await Any.Price(n)} {await Any.Label("a")}";

    private InheritedContractsBase Any => only;
}

public interface IInheritedContractsFirst
{
    [Chainable] Task<int> Price(int n);

    [Chainable] Task<string> Label(string text);
}

public interface IInheritedContractsSecond
{
    [Chainable] Task<string> Label(string text);
}

public abstract partial class InheritedContractsBase(IProbe probe) : IInheritedContractsFirst
{
    protected abstract int Rate { get; }

    [Chainable]
    public async Task<int> Price(int n)
    {
        var sum = await probe.Add(n, Rate);
        return sum * Rate;
    }

    [Chainable]
    public abstract Task<string> Label(string text);
}

public partial class InheritedContractsOnly(IProbe probe) : InheritedContractsBase(probe), IInheritedContractsSecond
{
    private readonly IProbe _probe = probe;

    protected override int Rate => 3;

    [Chainable]
    public override async Task<string> Label(string text) => $"{await _probe.Echo(text)} {await Price(Rate)}";
}

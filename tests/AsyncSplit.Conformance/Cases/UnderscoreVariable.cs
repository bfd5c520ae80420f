using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A variable named _ beside a chain call whose receiver is evaluated, and a parameter of that name.
[Case]
public partial class UnderscoreVariable(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var _ = n;
        var r = await Get().Add(_, 1);
        _ = r + 1;
        return $"{_} {r}" + await Passed(n);
    }

    [Chainable]
    public async Task<string> Passed(int _)
    {
        await Get().Note("passed");
        return $"{_}";
    }

    private IProbe Get()
    {
        journal.Log("get");
        return probe;
    }
}

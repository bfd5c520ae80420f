using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Overloads beside handlers whose names are theirs with a number.
[Case]
public partial class OverloadsAndNumbers(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        return await Work2(n) + await Work(n) + await Work($"{n}") + await probe.Echo("x");
    }

    [Chainable]
    public async Task<string> Work2(int n) => "two" + await probe.Echo($"{n}");

    [Chainable]
    private async Task<string> Work(string n) => "text" + await probe.Echo(n);

    [Chainable]
    private async Task<string> Work(int n) => "number" + await probe.Echo($"{n}");
}

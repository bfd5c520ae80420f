using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Task.Delay with named arguments, in whatever order, and what is evaluated for them.
[Case]
public partial class NamedDelayArguments(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [2]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var waited = await Wait(n);
        await Task.Delay(delay: TimeSpan.FromMilliseconds(Mark(n)));
        return $"{waited} {await probe.Echo("end")}";
    }

    [Chainable]
    public async Task<int> Wait(int n, CancellationToken cancellationToken = default)
    {
        await Task.Delay(millisecondsDelay: Mark(n));
        await Task.Delay(cancellationToken: cancellationToken, millisecondsDelay: Mark(n + 1));
        await Task.Delay(cancellationToken: cancellationToken, delay: TimeSpan.FromMilliseconds(await probe.Add(n, 2)));
        journal.Log("waited");
        return n;
    }

    private int Mark(int value)
    {
        journal.Log($"mark {value}");
        return value;
    }
}

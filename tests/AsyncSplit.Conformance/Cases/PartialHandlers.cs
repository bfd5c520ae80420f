using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Partial methods as handlers: the attribute on either part, the modifier on the one with the body.
[Case]
public partial class PartialHandlers(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [4]];

    [Chainable]
    public partial Task<string> Run(int n);

    public partial Task<int> Implemented(int n, int step);

    [Chainable]
    private partial ValueTask<int> Forwarded(int value = 3);

    [Chainable]
    private partial Task Nothing(int n);
}

public partial class PartialHandlers
{
    public async partial Task<string> Run(int n)
    {
        var sum = await Implemented(n, 1);
        await Nothing(sum);
        return $"{sum} {await Forwarded()} {await Forwarded(n)}";
    }

    [Chainable]
    public async partial Task<int> Implemented(int n, int step)
    {
        var total = 0;
        for (var i = 0; i < n; i += step)
        {
            total = await probe.Add(total, i);
        }

        return total;
    }

    private partial ValueTask<int> Forwarded(int value) => new(probe.Add(value, value));

    private async partial Task Nothing(int n) => await probe.Note($"{n}");
}

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Throw expressions where a value is asked for, in conditionals with an await in another part.
[Case]
public partial class ThrowInsteadOfValue(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        for (var i = 0; i < 4; i++)
        {
            try
            {
                log += await Returned(n + i);
            }
            catch (InvalidOperationException e)
            {
                log += $"[{e.Message}]";
            }
        }

        return log;
    }

    [Chainable]
    public async Task<string> Returned(int n) => n switch
    {
        0 => await probe.Echo("zero"),
        1 => throw new InvalidOperationException($"one {n}"),
        _ => n < 4 ? await Chosen(n) : throw new InvalidOperationException($"more {await probe.Echo("!")}"),
    };

    [Chainable]
    public async Task<string> Chosen(int n)
    {
        var text = await probe.Is(n > 2) ? throw new InvalidOperationException($"chosen {n}") : await probe.Echo("few");
        return n == 2 ? await probe.Maybe(null) ?? throw new InvalidOperationException($"nothing {text}") : throw new InvalidOperationException("not here");
    }
}

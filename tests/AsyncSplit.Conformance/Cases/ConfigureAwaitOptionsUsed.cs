using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// ConfigureAwaitOptions: those that only say where to go on, and the one that keeps the await from throwing.
[Case]
public partial class ConfigureAwaitOptionsUsed(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[false], [true]];

    [Chainable]
    public async Task<string> Run(bool fails)
    {
        var sum = await probe.Add(1, 2);
        await Work(fails).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        journal.Log("on");
        await Work(fails).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        var doubled = await Local.Twice(sum).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await Work(fails).ConfigureAwait(ConfigureAwaitOptions.None);
        }
        catch (InvalidOperationException e)
        {
            journal.Log(e.Message);
        }

        return $"{sum} {doubled}";
    }

    private async Task Work(bool fails)
    {
        await Task.Yield();
        journal.Log($"work {fails}");
        if (fails)
        {
            throw new InvalidOperationException("failed");
        }
    }
}

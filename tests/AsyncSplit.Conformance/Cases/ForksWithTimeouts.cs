using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// WaitAsync and Task.Delay against started calls: in time, too late, at once, and in combinations.
[Case(UnorderedJournal = true)]
public partial class ForksWithTimeouts(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var text = $"{await probe.Add(n, 1).WaitAsync(TimeSpan.FromMinutes(1))}";
        try
        {
            text += await Slow(n).WaitAsync(TimeSpan.FromMilliseconds(20));
        }
        catch (TimeoutException e)
        {
            text += $" [{e.Message}]";
        }

        var quick = probe.Echo("quick").WaitAsync(TimeSpan.FromMinutes(1));
        var pause = Task.Delay(n);
        await Task.WhenAll(quick, pause, probe.Note("noted"));
        text += await quick;
        var slow = Slow(n);
        var first = await Task.WhenAny(slow, Task.Delay(TimeSpan.FromMilliseconds(10)));
        text += first == slow ? " slow" : " late";
        await Task.WhenAll(Task.WhenAny(probe.Add(n, n), Slow(n)), probe.Add(n, 7));
        return text;
    }

    [Chainable]
    private async Task<int> Slow(int n)
    {
        await Task.Delay(TimeSpan.FromMinutes(10));
        return n;
    }
}

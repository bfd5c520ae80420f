using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Local functions that wait and make no calls: their timers belong to the chain.
[Case]
public partial class LiftedDelays(Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[1], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var tries = 0;
        await Pause(1);
        while (!await Ready(tries))
        {
            tries++;
            await Pause(tries);
        }

        Func<int, Task> wait = async seconds => await Task.Delay(TimeSpan.FromSeconds(seconds));
        await wait(tries + 1);
        return $"{tries} {await Twice(n)}";

        async Task Pause(int minutes)
        {
            journal.Log($"pause {minutes}");
            await Task.Delay(minutes);
            journal.Log($"paused {minutes} of {n}");
        }

        async Task<bool> Ready(int attempt)
        {
            await Task.Yield();
            return attempt >= n;
        }

        static async Task<int> Twice(int x)
        {
            await Task.Yield();
            return await Local.Twice(x);
        }
    }
}

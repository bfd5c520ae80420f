using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// The same with awaits of things that run in the step, so that what is shared is asynchronous itself: with closures, and try blocks whose handlers see what was assigned.
[Case]
public partial class SharedRestsOpaque(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3], [4], [5], [8], [12], [16], [31], [63]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        var count = 0;
        var bump = 0;
        Action later = () => count += 10;
        journal.Log("start");
        if ((n & 1) != 0)
        {
            later();
        }

        later();
        log += count;
        Action[] keep = [() => bump++, () => bump += 2];
        foreach (var action in keep)
        {
            action();
        }

        if ((n & 2) != 0)
        {
            log += await Task.FromResult("t");
        }

        log += bump;
        count = await Halve(count);
        if ((n & 4) != 0)
        {
            await Task.Yield();
            log += await probe.Echo("y");
        }

        log += string.Join(",", Enumerable.Range(0, 3).Select(k => k + bump));
        journal.Log(log);
        try
        {
            if ((n & 8) != 0)
            {
                count += await Task.FromResult(5);
            }

            log += count;
            if ((n & 16) != 0)
            {
                log += await probe.Echo("z");
            }

            bump++;
            log += bump;
            if ((n & 32) != 0)
            {
                await Task.FromException(new InvalidOperationException("thrown"));
            }

            count *= 2;
            log += "end";
        }
        catch (InvalidOperationException e)
        {
            log += $"{e.Message} {count} {bump}";
        }
        finally
        {
            journal.Log($"{log} {count} {bump}");
        }

        int Twice() => count * 2;
        if (await Halve(Twice()) > 10)
        {
            log += await Task.FromResult("big");
        }

        log += Twice();
        if ((n & 3) == 3)
        {
            await probe.Note("both");
        }

        return $"{log} {Twice()} {bump}";

        async Task<int> Halve(int value)
        {
            await Task.Yield();
            journal.Log($"halve {value}");
            return value / 2;
        }
    }
}

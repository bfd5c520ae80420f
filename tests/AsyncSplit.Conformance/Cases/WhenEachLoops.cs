using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// await foreach over Task.WhenEach: order of ends, breaks, exceptions, awaits in the body, tasks with and without results.
[Case(UnorderedJournal = true)]
public partial class WhenEachLoops(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3], [4], [5], [6], [7], [8]];

    [Chainable]
    public async Task<string> Run(int n) => n switch
    {
        0 => await InOrder(),
        1 => await BreaksAndContinues(),
        2 => await Exceptions(),
        3 => await Mixed(),
        4 => await None(),
        5 => await Nested(),
        6 => await Thrown(),
        7 => await Twice(),
        _ => await EndedBefore(),
    };

    [Chainable]
    private async Task<string> InOrder()
    {
        var pauses = new List<Task<int>> { After(90, 3), After(30, 1), After(60, 2) };
        var text = "";
        await foreach (var ended in Task.WhenEach(pauses))
        {
            text += $"{pauses.IndexOf(ended)}={await ended} ";
        }

        return $"{text}{pauses.Count}";
    }

    [Chainable]
    private async Task<string> BreaksAndContinues()
    {
        var sum = 0;
        var rounds = 0;
        await foreach (Task<int> ended in Task.WhenEach(After(20, 1), After(60, 2), After(100, 3), After(140, 4)))
        {
            rounds++;
            var value = await ended;
            if (value == 2)
            {
                continue;
            }

            sum += await probe.Add(value, 10);
            if (value == 3)
            {
                break;
            }
        }

        return $"{sum} {rounds}";
    }

    [Chainable]
    private async Task<string> Exceptions()
    {
        var calls = new[] { probe.Fail("custom", "a"), probe.Fail("none", "b"), probe.Fail("invalid", "c") };
        var lines = new List<string>();
        await foreach (var ended in Task.WhenEach(calls))
        {
            var index = Array.IndexOf(calls, ended);
            try
            {
                lines.Add($"{index}: {await ended}");
            }
            catch (Exception e) when (e is ProbeException or InvalidOperationException)
            {
                lines.Add($"{index}: {e.GetType().Name} {e.Message}");
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return string.Join(", ", lines);
    }

    [Chainable]
    private async Task<string> Mixed()
    {
        var count = 0;
        Task[] tasks = [probe.Note("a"), Task.Delay(120), probe.Echo("b"), Task.CompletedTask];
        await foreach (var ended in Task.WhenEach(tasks))
        {
            await ended;
            count += ended.IsCompletedSuccessfully ? 1 : 100;
        }

        journal.Log($"{count}");
        return $"{count} {((Task<string>)tasks[2]).Result}";
    }

    [Chainable]
    private async Task<string> None()
    {
        var tasks = new List<Task<string>>();
        var unused = probe.Echo("unused");
        await foreach (var ended in Task.WhenEach(tasks))
        {
            journal.Log(await ended);
        }

        return await unused;
    }

    [Chainable]
    private async Task<string> Nested()
    {
        var text = "";
        await foreach (var outer in Task.WhenEach(After(20, 1), After(60, 2)))
        {
            var value = await outer;
            await foreach (var inner in Task.WhenEach(After(10, value * 10), After(60, value * 10 + 1)))
            {
                text += $"{await inner} ";
            }
        }

        return text;
    }

    [Chainable]
    private async Task<string> Thrown()
    {
        try
        {
            await foreach (var ended in Task.WhenEach(After(20, 1), After(60, 2)))
            {
                await ended;
                await probe.Fail("custom", "body");
            }

            return "none";
        }
        catch (ProbeException e)
        {
            return e.Message;
        }
        finally
        {
            await probe.Note("finally");
        }
    }

    [Chainable]
    private async Task<string> Twice()
    {
        var one = probe.Echo("one");
        var rounds = 0;
        await foreach (var ended in Task.WhenEach(one, one, one))
        {
            rounds++;
            journal.Log(await ended);
        }

        return $"{rounds}";
    }

    [Chainable]
    private async Task<string> EndedBefore()
    {
        var done = Task.FromResult(5);
        var slow = After(50, 1);
        var first = await Task.WhenAny(slow, done);
        var text = first == done ? "done" : "slow";
        await probe.Note(text);
        text += first == done && first != slow ? " still" : " not";
        return $"{text} {await first} {await slow}";
    }

    [Chainable]
    private async Task<int> After(int milliseconds, int value)
    {
        // So far apart that a plain run keeps the order on a busy machine too.
        await Task.Delay(milliseconds * 10);
        return value;
    }
}

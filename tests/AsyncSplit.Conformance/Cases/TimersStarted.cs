using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Task.Delay that is started and awaited later, in handlers that start nothing else; and beside tasks that run in the process, where it is a task like others.
[Case]
public partial class TimersStarted(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var pause = Task.Delay(n);
        var text = await probe.Echo($"a{n}");
        await pause;
        await pause;
        text += await Raced(n) + await Listed(n) + await Left(n) + await Passed(n) + await Mixed(n) + await Caught(n);
        return text + pause.IsCompletedSuccessfully;
    }

    [Chainable]
    private async Task<string> Raced(int n)
    {
        var early = Task.Delay(TimeSpan.FromMilliseconds(n));
        var late = Task.Delay(TimeSpan.FromMinutes(10));
        await probe.Note("racing");
        var first = await Task.WhenAny(early, late);
        return first == early ? " early" : " late";
    }

    [Chainable]
    private async Task<string> Listed(int n)
    {
        var pauses = Enumerable.Range(1, n).Select(i => Task.Delay(i)).ToList();
        pauses.Add(Task.Delay(0));
        await probe.Note("listed");
        await Task.WhenAll(pauses);
        return $" {pauses.Count(pause => pause.IsCompleted)}";
    }

    [Chainable]
    private async Task<string> Left(int n)
    {
        _ = Task.Delay(TimeSpan.FromMinutes(n));
        await probe.Note("left");
        return " left";
    }

    [Chainable]
    private async Task<string> Passed(int n)
    {
        var text = await probe.Echo(" passed");
        await Behind(Task.Delay(n));
        return text;
    }

    [Chainable]
    private async Task<string> Mixed(int n)
    {
        var text = await probe.Echo(" mixed");
        var pause = Task.Delay(TimeSpan.FromMinutes(10));
        var first = await Task.WhenAny(Behind(Task.CompletedTask), pause).Inline();
        return text + (first == pause ? " paused" : $" {n}");
    }

    [Chainable]
    private async Task<string> Caught(int n)
    {
        try
        {
            var pause = Task.Delay(n - 4);
            await probe.Note("not there");
            await pause;
            return " waited";
        }
        catch (ArgumentOutOfRangeException e)
        {
            await probe.Note("caught");
            return $" {e.ParamName}";
        }
        finally
        {
            await probe.Note("finally");
        }
    }

    private static async Task Behind(Task task)
    {
        await task;
        await Task.Yield();
    }
}

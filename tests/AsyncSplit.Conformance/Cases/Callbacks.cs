using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

public sealed record CallbacksAnswer(string Text, int[] Numbers);

// Chain.Callback awaited at once and later: completed, failed, completed twice, too late, with a start that throws.
[Case(UnorderedJournal = true)]
public partial class Callbacks(IProbe probe, Outside outside, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3], [4], [5], [6], [7], [8]];

    private static readonly TimeSpan Long = TimeSpan.FromDays(1);

    [Chainable]
    public async Task<string> Run(int n)
    {
        var before = $"{n}:";
        try
        {
            return before + n switch
            {
                0 => await Simple(),
                1 => await Records(),
                2 => await Started(),
                3 => $"{await Chain.Callback<int>(token => throw new InvalidOperationException("no mail"), Long)}",
                4 => $"{await Chain.Callback<int>(async token => { await Local.Boom("later"); }, Long)}",
                5 => $"{await Chain.Callback<int>(token => Task.CompletedTask, TimeSpan.FromMilliseconds(15))}",
                6 => await Failed(),
                7 => await Nothing(),
                _ => $"{await Chain.Callback<int>(token => Task.CompletedTask, TimeSpan.Zero)}",
            };
        }
        catch (ArgumentOutOfRangeException e)
        {
            return $"{before}{e.ParamName}";
        }
        catch (TimeoutException e)
        {
            await probe.Note("late");
            return $"{before}{e.Message}";
        }
    }

    [Chainable]
    private async Task<string> Simple()
    {
        var answer = await Chain.Callback<string?>(
            async token =>
            {
                journal.Log($"first {await outside.Complete<string?>(token, "yes")}");
                journal.Log($"second {await outside.Complete<string?>(token, "no")}");
                journal.Log($"third {await outside.Fail(token, new InvalidOperationException("no"))}");
            },
            timeout: Long);
        return $"{answer} {await probe.Echo("after")} {await Chain.Callback<string?>(token => outside.Complete<string?>(token, null), Long) ?? "null"}";
    }

    [Chainable]
    private async Task<string> Records()
    {
        var limit = 2;
        var (text, numbers) = await Chain.Callback<CallbacksAnswer>(
            start: token =>
            {
                limit++;
                return outside.Complete(token, new CallbacksAnswer("a", [1, 2, limit]));
            },
            timeout: Long);
        return $"{text} {string.Join(',', numbers)} {limit}";
    }

    [Chainable]
    private async Task<string> Started()
    {
        CallbackToken? kept = null;
        var approval = Chain.Callback<int>(
            token =>
            {
                kept = token;
                return Task.CompletedTask;
            },
            Long);
        var text = await probe.Echo("started");
        await outside.Complete(kept!, 5).Inline();
        var first = await Task.WhenAny(approval, Task.Delay(TimeSpan.FromHours(1)));
        text += first == approval ? " approved" : " late";
        var both = await Task.WhenAll(approval, probe.Add(1, 2));
        return $"{text} {both[0]} {both[1]} {await approval}";
    }

    [Chainable]
    private async Task<string> Failed()
    {
        try
        {
            return $"{await Chain.Callback<int>(token => outside.Fail(token, new ProbeException("refused", 7)), Long)}";
        }
        catch (ProbeException e)
        {
            return $"{e.Message} {e.Code}";
        }
    }

    [Chainable]
    private async Task<string> Nothing()
    {
        await Chain.Callback(token => outside.Complete<object?>(token, null), Long);
        Task pending = Chain.Callback(token => outside.Fail(token, new ProbeException("failed")), Timeout.InfiniteTimeSpan);
        await probe.Note("between");
        try
        {
            await pending;
        }
        catch (ProbeException e)
        {
            return e.Message;
        }

        return "none";
    }
}

namespace AsyncSplit.Testing.Tests.Callbacks;

/// <summary>Waits for people.</summary>
public partial class Approvals(Mailbox mailbox, IStock stock)
{
    [Chainable]
    public async Task<string> AskAsync(string what)
    {
        var decision = await Chain.Callback<Decision>(mailbox.SendAsync, TimeSpan.FromDays(3));
        return decision.IsApproved ? $"{what} approved by {decision.By}" : $"{what} refused";
    }

    [Chainable]
    public async Task<string> AskPatientlyAsync(string what)
    {
        try
        {
            return await AskAsync(what);
        }
        catch (RefusedException e)
        {
            return $"{what}: {e.Message} {e.Code}";
        }
        catch (TimeoutException e)
        {
            return $"{what}: {e.Message}";
        }
        catch (OperationCanceledException)
        {
            return $"{what}: cancelled";
        }
    }

    [Chainable]
    public async Task<int> AskManyAsync(int count)
    {
        var answers = new List<Task<int>>();
        for (var index = 0; index < count; index++)
        {
            answers.Add(Chain.Callback<int>(mailbox.SendAsync, TimeSpan.FromDays(index + 1)));
        }

        await Task.Delay(TimeSpan.FromHours(1));
        return (await Task.WhenAll(answers)).Sum();
    }

    [Chainable]
    public async Task<string> WithRemindersAsync()
    {
        var reminders = 0;
        var signal = Chain.Signal<string>("paid");
        while (await Task.WhenAny(signal, Task.Delay(TimeSpan.FromDays(1))) != signal)
        {
            reminders++;
        }

        return $"{await signal} after {reminders} reminders";
    }

    [Chainable]
    public async Task<string> TimeLimitsAsync(int rounds)
    {
        var sum = 0;
        for (var round = 0; round < rounds; round++)
        {
            sum += await stock.CountAsync("abc").WaitAsync(TimeSpan.FromDays(30));
            sum += await Chain.Callback<int>(mailbox.SendAsync, TimeSpan.FromDays(30));
        }

        return $"{sum} {await Chain.Signal<string>("end")}";
    }

    [Chainable]
    public async Task<string> ThroughAHelperAsync() => $"{await HelpAsync()}";

    private Task<int> HelpAsync() => Chain.Callback<int>(mailbox.SendAsync, TimeSpan.FromDays(1));
}

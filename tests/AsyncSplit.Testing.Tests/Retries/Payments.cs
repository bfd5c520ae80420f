namespace AsyncSplit.Testing.Tests.Retries;

/// <summary>Handlers that are retried, or call what is.</summary>
public sealed partial class Payments(IBank bank, List<string> log)
{
    [Chainable]
    public async Task<string> PayAsync(string who)
    {
        var charged = await bank.ChargeAsync(who);
        return $"paid: {charged}";
    }

    [Chainable]
    public async Task<string> PayOrGiveUpAsync(string who)
    {
        try
        {
            return await bank.ChargeAsync(who);
        }
        catch (TimeoutException exception)
        {
            return $"given up: {exception.Message}";
        }
    }

    [Chainable]
    [Retry(MaxAttempts = 3, Delay = "00:00:10", BackoffFactor = 1)]
    public async Task<string> FindAsync(string who)
    {
        log.Add($"find {ChainStep.Current!.Attempt}");
        await Task.Delay(TimeSpan.FromSeconds(1));
        log.Add($"look up {ChainStep.Current!.Attempt}");
        var found = await bank.LookUpAsync(who);
        log.Add($"found {ChainStep.Current!.Attempt}");
        return found;
    }

    [Chainable]
    [Retry(MaxAttempts = 2, Delay = "01:00:00")]
    public async Task<string> FindAgainAsync(string who) => await FindAsync(who);

    [Chainable]
    public async Task<string> FindBothAsync(string first, string second)
    {
        var one = FindAsync(first);
        var two = FindAsync(second);
        await Task.WhenAll(one, two);
        return $"{await one}, {await two}";
    }

    [Chainable]
    [Retry(MaxAttempts = 3, Delay = "00:00:10")]
    public async Task<string> WaitAsync(string who)
    {
        log.Add($"wait {ChainStep.Current!.Attempt}");
        await Task.Delay(TimeSpan.FromDays(1));
        throw new InvalidOperationException(who);
    }
}

namespace AsyncSplit.Benchmarks.Stores;

/// <summary>Chains that wait for long, with a few captured locals.</summary>
public partial class Approvals(IDesk desk)
{
    /// <summary>Waits for a callback, for forty days at most.</summary>
    [Chainable]
    public async Task<string> AwaitAnswerAsync(string customer, decimal amount, DateTimeOffset placed)
    {
        var answer = await Chain.Callback<string>(token => desk.AskAsync(token, customer, amount), TimeSpan.FromDays(40));
        return $"{customer}: {answer} to {amount} of {placed:O}";
    }

    /// <summary>Waits for a timer.</summary>
    [Chainable]
    public async Task<string> AwaitDateAsync(string customer, decimal amount, DateTimeOffset placed)
    {
        await Task.Delay(TimeSpan.FromDays(40));
        return $"{customer}: {amount} of {placed:O} is due";
    }
}

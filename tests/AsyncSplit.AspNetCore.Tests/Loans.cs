using AsyncSplit.AspNetCore.Tests.Harness;

namespace AsyncSplit.AspNetCore.Tests;

public sealed record Applicant(string Name, decimal Income);

public sealed record Offer(string Name, decimal Amount, string ApprovedBy);

public sealed class RejectedException(string message) : Exception(message);

/// <summary>Answered by a program in another language.</summary>
public interface IScores
{
    [Chainable]
    Task<int> ScoreAsync(string name, decimal income);
}

/// <summary>What a caller has in its services for a contract that another program implements: no call reaches it.</summary>
public sealed class ScoresElsewhere : IScores
{
    public Task<int> ScoreAsync(string name, decimal income) => throw new NotSupportedException("IScores is another program's.");
}

public partial class Loans(Letters letters, IScores scores)
{
    [Chainable]
    public async Task<Offer> ApplyAsync(Applicant applicant, decimal amount)
    {
        if (amount < 0)
        {
            throw new RejectedException("less than nothing");
        }

        var by = await Chain.Callback<string>(letters.SendAsync, TimeSpan.FromDays(14));
        return new Offer(applicant.Name, amount, by);
    }

    [Chainable]
    public async Task<string> CatchAsync()
    {
        try
        {
            await Chain.Callback(letters.SendAsync, TimeSpan.FromDays(1));
            return "completed";
        }
        catch (RejectedException e)
        {
            return $"rejected: {e.Message}";
        }
        catch (ChainFailedException e)
        {
            return $"failed: {e.RemoteType} {e.Message}";
        }
    }

    [Chainable]
    public async Task<string> PayAsync()
    {
        try
        {
            return $"{await Chain.Signal<decimal>("paid")} paid";
        }
        catch (OperationCanceledException)
        {
            await Task.Yield();
            return "given up";
        }
    }

    [Chainable]
    public async Task<int> ScoreAsync(Applicant applicant)
    {
        var first = await scores.ScoreAsync(applicant.Name, applicant.Income);
        var more = await Task.WhenAll(scores.ScoreAsync("b", 1), scores.ScoreAsync("c", 2.5m));
        return first + more.Sum();
    }

    [Chainable]
    public async Task<string> ScoreOrNotAsync(Applicant applicant)
    {
        try
        {
            return $"{await scores.ScoreAsync(applicant.Name, applicant.Income)}";
        }
        catch (ChainFailedException e)
        {
            return $"{e.RemoteType}: {e.Message}";
        }
    }

    [Chainable]
    public async Task<string> AwaitAsync() => await Chain.Callback<string>(letters.SendAsync, Timeout.InfiniteTimeSpan);

    [Chainable]
    public async Task<string> WaitOnceAsync(CancellationToken cancellationToken)
    {
        if (letters.IsFirst)
        {
            await Task.Delay(TimeSpan.FromMinutes(1), cancellationToken).Inline();
        }

        return "done";
    }

    [Chainable]
    public async Task LaterAsync() => await Task.Delay(TimeSpan.FromDays(1));
}

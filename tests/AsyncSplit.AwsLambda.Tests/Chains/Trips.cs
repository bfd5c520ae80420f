using System.Globalization;

namespace AsyncSplit.AwsLambda.Tests.Chains;

/// <summary>Handlers that wait for one thing each.</summary>
public partial class Trips(IRates rates, TripLog log)
{
    [Chainable]
    public async Task<int> SumAsync(int count)
    {
        var sum = 0;
        for (var number = 1; number <= count; number++)
        {
            sum += await rates.RateAsync(number.ToString(CultureInfo.InvariantCulture));
        }

        return sum;
    }

    [Chainable]
    public async Task<int> TogetherAsync(int count)
    {
        var started = Enumerable.Range(1, count).Select(number => rates.RateAsync(number.ToString(CultureInfo.InvariantCulture))).ToList();
        return (await Task.WhenAll(started)).Sum();
    }

    [Chainable]
    public async Task<string> ConfirmAsync()
    {
        var by = await Chain.Callback<string>(log.SendAsync, TimeSpan.FromDays(1));
        return $"confirmed by {by}";
    }

    [Chainable]
    public async Task<string> RestAsync(int seconds)
    {
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        return "rested";
    }

    [Chainable]
    public async Task<int> CarryAsync(string text)
    {
        var rate = await rates.RateAsync("1");
        return text.Length + rate;
    }

    [Chainable]
    public async Task<int> FailAsync()
    {
        await rates.RateAsync("1");
        throw new InvalidOperationException("no such trip");
    }

    [Chainable]
    public async Task<string> LongAsync(string name)
    {
        try
        {
            await Task.Delay(TimeSpan.FromDays(30));
            return name;
        }
        catch (OperationCanceledException)
        {
            await Task.Yield();
            return $"{name} called off";
        }
    }
}

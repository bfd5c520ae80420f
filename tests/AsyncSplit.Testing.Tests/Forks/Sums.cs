namespace AsyncSplit.Testing.Tests.Forks;

/// <summary>Adds up the results of many calls as they come in.</summary>
public partial class Sums(INumbers numbers)
{
    [Chainable]
    public async Task<long> EachAsync(int count)
    {
        var sum = 0L;
        await foreach (var ended in Task.WhenEach(Enumerable.Range(0, count).Select(number => numbers.GetAsync(number))))
        {
            sum += await ended;
        }

        return sum;
    }

    [Chainable]
    public async Task<long> OrderAsync(int count)
    {
        var order = 0L;
        var calls = Enumerable.Range(0, count).Select(number => LaterAsync(number, count)).ToList();
        await foreach (var ended in Task.WhenEach(calls))
        {
            order = (order * 10) + await ended;
        }

        return order;
    }

    [Chainable]
    private async Task<int> LaterAsync(int number, int count)
    {
        await Task.Delay(TimeSpan.FromMinutes(count - number));
        return number;
    }
}

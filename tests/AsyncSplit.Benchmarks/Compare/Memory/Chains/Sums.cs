namespace AsyncSplit.Benchmarks.Compare.Memory.Chains;

/// <summary>The chains that are measured.</summary>
public sealed partial class Sums(IAdder adder)
{
    /// <summary>Five calls, one after the other.</summary>
    [Chainable]
    public async Task<int> FiveAsync(int start)
    {
        var first = await adder.AddAsync(start, 1);
        var second = await adder.AddAsync(first, 2);
        var third = await adder.AddAsync(second, 3);
        var fourth = await adder.AddAsync(third, 4);
        return await adder.AddAsync(fourth, 5) + first;
    }

    /// <summary>A loop of so many calls.</summary>
    [Chainable]
    public async Task<int> LoopAsync(int count)
    {
        var sum = 0;
        for (var number = 0; number < count; number++)
        {
            sum = await adder.AddAsync(sum, number);
        }

        return sum;
    }

    /// <summary>A loop of so many calls, with so many callers that wait for it.</summary>
    [Chainable]
    public async Task<int> DeepAsync(int depth, int count)
    {
        if (depth > 1)
        {
            return 1 + await DeepAsync(depth - 1, count);
        }

        var sum = 0;
        for (var number = 0; number < count; number++)
        {
            sum = await adder.AddAsync(sum, number);
        }

        return sum;
    }

    /// <summary>So many calls at once.</summary>
    [Chainable]
    public async Task<int> JoinAsync(int count)
    {
        var all = Enumerable.Range(0, count).Select(number => adder.AddAsync(number, 1)).ToList();
        var sums = await Task.WhenAll(all);
        return sums.Sum();
    }
}

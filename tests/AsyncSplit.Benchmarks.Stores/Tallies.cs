namespace AsyncSplit.Benchmarks.Stores;

/// <summary>Chains of five sequential calls.</summary>
public partial class Tallies(IClerk clerk)
{
    /// <summary>How many envelopes one such chain is: its start, and two for each call.</summary>
    public const int Envelopes = 11;

    /// <summary>Counts up by five.</summary>
    [Chainable]
    public async Task<int> AddFiveAsync(int number)
    {
        number = await clerk.AddOneAsync(number);
        number = await clerk.AddOneAsync(number);
        number = await clerk.AddOneAsync(number);
        number = await clerk.AddOneAsync(number);
        number = await clerk.AddOneAsync(number);
        return number;
    }
}

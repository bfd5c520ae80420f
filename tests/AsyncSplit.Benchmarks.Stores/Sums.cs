namespace AsyncSplit.Benchmarks.Stores;

/// <summary>Chains of five sequential calls.</summary>
public partial class Sums(IAdder adder)
{
    /// <summary>How many envelopes one such chain is: its start, and two for each call.</summary>
    public const int Envelopes = 11;

    /// <summary>The calls do next to nothing.</summary>
    [Chainable]
    public async Task<int> AddFiveAsync(int number)
    {
        number = await adder.AddOneAsync(number);
        number = await adder.AddOneAsync(number);
        number = await adder.AddOneAsync(number);
        number = await adder.AddOneAsync(number);
        number = await adder.AddOneAsync(number);
        return number;
    }

    /// <summary>The calls wait.</summary>
    [Chainable]
    public async Task<int> AddFiveLaterAsync(int number, int milliseconds)
    {
        number = await adder.AddOneLaterAsync(number, milliseconds);
        number = await adder.AddOneLaterAsync(number, milliseconds);
        number = await adder.AddOneLaterAsync(number, milliseconds);
        number = await adder.AddOneLaterAsync(number, milliseconds);
        number = await adder.AddOneLaterAsync(number, milliseconds);
        return number;
    }
}

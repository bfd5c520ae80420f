namespace AsyncSplit.Benchmarks.Stores;

/// <inheritdoc/>
public sealed class Adder : IAdder
{
    public Task<int> AddOneAsync(int number) => Task.FromResult(number + 1);

    public async Task<int> AddOneLaterAsync(int number, int milliseconds)
    {
        await Task.Delay(milliseconds);
        return number + 1;
    }
}

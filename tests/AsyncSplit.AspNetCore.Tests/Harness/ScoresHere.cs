namespace AsyncSplit.AspNetCore.Tests.Harness;

/// <summary>The contract as a plain service of this process.</summary>
internal sealed class ScoresHere : IScores
{
    private int _faults = 2;

    /// <summary>How often it was asked.</summary>
    public int Calls { get; private set; }

    public async Task<int> ScoreAsync(string name, decimal income)
    {
        Calls++;
        await Task.Yield();
        return name switch
        {
            "slow" => await SlowAsync(),
            "flaky" when Interlocked.Decrement(ref _faults) >= 0 => throw new InvalidOperationException("not yet"),
            _ => name.Length + (int)income,
        };
    }

    private static async Task<int> SlowAsync()
    {
        await Task.Delay(500);
        return 1;
    }
}

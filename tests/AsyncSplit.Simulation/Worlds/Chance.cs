namespace AsyncSplit.Simulation.Worlds;

/// <summary>All that is left to chance in a world, from one seed.</summary>
internal sealed class Chance(Scenario scenario)
{
    private readonly Random _random = new(scenario.Seed);

    /// <summary>How many faults there have been.</summary>
    public int Faults { get; private set; }

    /// <summary>Whether there may be faults: not any more when the world comes to rest.</summary>
    public bool AllowsFaults { get; set; } = true;

    public int Next(int count) => count <= 1 ? 0 : _random.Next(count);

    /// <summary>Takes one of them.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    /// <summary>Whether a fault happens now.</summary>
    /// <param name="fault">Of which kind.</param>
    /// <param name="oneIn">How seldom.</param>
    public bool Happens(Faults fault, int oneIn)
    {
        // Drawn in any case: a scenario with fewer faults goes the same way up to the first that is missing.
        var drawn = _random.Next(oneIn) == 0;
        if (!drawn || !AllowsFaults || (scenario.Faults & fault) == 0 || Faults >= scenario.MaxFaults)
        {
            return false;
        }

        Faults++;
        return true;
    }

    public TimeSpan Duration(TimeSpan longest) => TimeSpan.FromTicks(_random.NextInt64(longest.Ticks));
}

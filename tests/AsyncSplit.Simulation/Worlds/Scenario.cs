using System.Globalization;
using AsyncSplit.Simulation.Shapes;

namespace AsyncSplit.Simulation.Worlds;

/// <summary>All that decides how a world goes.</summary>
internal sealed record Scenario
{
    public required int Seed { get; init; }

    /// <summary>The chains: shape and size.</summary>
    public required IReadOnlyList<(string Shape, int Size)> Chains { get; init; }

    public required int Workers { get; init; }

    /// <summary>Whether every second process goes on in place with its steps.</summary>
    public bool Fuses { get; init; }

    public Faults Faults { get; init; } = Faults.All;

    /// <summary>After so many faults there are no more: what the shrinking looks for.</summary>
    public int MaxFaults { get; init; } = int.MaxValue;

    /// <summary>A process is killed instead of its n-th commit; at -n, when it has just been applied. 0 for never.</summary>
    public int KillAt { get; init; }

    /// <summary>What protects the envelopes.</summary>
    public Safeguard Safeguard { get; init; }

    /// <summary>The scenario that a seed stands for.</summary>
    public static Scenario Of(int seed)
    {
        var random = new Random(seed);
        var shapes = Shape.All;
        var faults = (Faults)random.Next((int)Faults.All + 1);
        List<(string Shape, int Size)> chains = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => (shapes[random.Next(shapes.Count)].Name, random.Next(1, 5)))];

        // The dead letter of a step that went on in place is all of the step: redriven, it does again what it has done.
        var mayFuse = !chains.Exists(chain => Shape.Find(chain.Shape).Requests.Contains(RequestKind.Redrive));
        return new Scenario
        {
            Seed = seed,
            Chains = chains,
            Workers = random.Next(1, 4),
            Faults = random.Next(3) == 0 ? Faults.All : faults,
            Fuses = random.Next(3) == 0 && mayFuse,
            Safeguard = random.Next(4) switch { 0 => Safeguard.Signed, 1 => Safeguard.Encrypted, _ => Safeguard.None },
        };
    }

    /// <summary>Reads what <see cref="ToString"/> has written.</summary>
    /// <exception cref="FormatException">It has not.</exception>
    public static Scenario Parse(string text)
    {
        var parts = text.Split(';').Select(part => part.Split('=', 2)).ToDictionary(pair => pair[0].Trim(), pair => pair.Length == 2 ? pair[1].Trim() : throw new FormatException($"'{pair[0]}' needs a value."));
        string Part(string name) => parts.TryGetValue(name, out var value) ? value : throw new FormatException($"'{name}' is missing in '{text}'.");
        return new Scenario
        {
            Seed = int.Parse(Part("seed"), CultureInfo.InvariantCulture),
            Chains = [.. Part("chains").Split(',').Select(chain => chain.Split(':')).Select(chain => (chain[0], int.Parse(chain[1], CultureInfo.InvariantCulture)))],
            Workers = int.Parse(Part("workers"), CultureInfo.InvariantCulture),
            Fuses = bool.Parse(Part("fuses")),
            Faults = Enum.Parse<Faults>(Part("faults").Replace('+', ',')),
            MaxFaults = int.Parse(Part("max-faults"), CultureInfo.InvariantCulture),
            KillAt = int.Parse(Part("kill-at"), CultureInfo.InvariantCulture),
            Safeguard = Enum.Parse<Safeguard>(Part("safeguard")),
        };
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"seed={Seed};chains={string.Join(',', Chains.Select(chain => $"{chain.Shape}:{chain.Size}"))};workers={Workers};fuses={Fuses};faults={Faults.ToString().Replace(", ", "+", StringComparison.Ordinal)};max-faults={MaxFaults};kill-at={KillAt};safeguard={Safeguard}");
}

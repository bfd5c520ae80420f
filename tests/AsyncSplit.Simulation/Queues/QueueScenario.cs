using AsyncSplit.Queues;
using AsyncSplit.Simulation.Shapes;

namespace AsyncSplit.Simulation.Queues;

/// <summary>All that decides how a world of queues goes.</summary>
internal sealed record QueueScenario
{
    public required int Seed { get; init; }

    /// <summary>The chains: shape and size.</summary>
    public required IReadOnlyList<(string Shape, int Size)> Chains { get; init; }

    public QueueDelivery Delivery { get; init; } = QueueDelivery.ExactlyOnce;

    /// <summary>How many steps and clients are at work at a time: their operations take turns.</summary>
    public int Activities { get; init; } = 1;

    /// <summary>How often each message is in its queue.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>Whoever comes to the n-th gate, before or behind an operation, dies there. 0 for nobody.</summary>
    public int KillAt { get; init; }

    /// <summary>Whoever comes to a gate dies there once in so many times; 0 for never.</summary>
    public int KillOneIn { get; init; }

    /// <summary>An operation fails, done or not, once in so many times; 0 for never.</summary>
    public int FailOneIn { get; init; }

    /// <summary>A write is done and said not to be once in so many times; 0 for never.</summary>
    public int DenyOneIn { get; init; }

    /// <summary>After so many kills, failures and denials there are no more.</summary>
    public int MaxFaults { get; init; } = 40;

    /// <summary>The largest item: small, so that much has to lie in parts.</summary>
    public int MaxItemBytes { get; init; } = 2000;

    /// <summary>The scenario that a seed stands for.</summary>
    public static QueueScenario Of(int seed)
    {
        var random = new Random(seed);
        var shapes = Shape.All;
        return new QueueScenario
        {
            Seed = seed,
            Chains = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (shapes[random.Next(shapes.Count)].Name, random.Next(1, 4)))],
            Delivery = random.Next(3) == 0 ? QueueDelivery.AtLeastOnce : QueueDelivery.ExactlyOnce,
            Activities = random.Next(1, 6),
            Copies = random.Next(4) == 0 ? 2 : 1,
            KillOneIn = random.Next(3) == 0 ? 0 : random.Next(20, 300),
            FailOneIn = random.Next(2) == 0 ? 0 : random.Next(20, 300),
            DenyOneIn = random.Next(2) == 0 ? 0 : random.Next(10, 100),
        };
    }

    public override string ToString() =>
        $"seed={Seed} chains={string.Join(',', Chains.Select(static chain => $"{chain.Shape}:{chain.Size}"))} {Delivery} activities={Activities} copies={Copies} kill-at={KillAt} kill={KillOneIn} fail={FailOneIn} deny={DenyOneIn}";
}

namespace AsyncSplit.Testing.Lambda;

/// <summary>What goes wrong, chosen by a seed. What befalls the n-th invocation of a function follows from the seed, the function's name and n.</summary>
public sealed record LambdaFaults
{
    /// <summary>Chooses the faults.</summary>
    public required int Seed { get; init; }

    /// <summary>How probable it is that an environment is killed in the middle of an invocation: after a part of the time that the function's invocations take.</summary>
    public double Kills { get; init; } = 0.1;

    /// <summary>How probable it is that a queue's batch is delivered twice: at the same time, or one after the other.</summary>
    public double Duplicates { get; init; } = 0.1;

    /// <summary>How probable it is that the messages of a batch that has succeeded are not deleted, and so come again.</summary>
    public double LostDeletions { get; init; }

    /// <summary>How many faults there are at most; then all goes well.</summary>
    public int MaxFaults { get; init; } = int.MaxValue;
}

namespace AsyncSplit.Benchmarks.Compare;

/// <summary>
/// One line of the comparison: something of ours beside something else, measured in turn in one process. A class that derives from it, and has a constructor without
/// parameters, is found by itself: there is nothing to register.
/// </summary>
/// <remarks>
/// The frame calls <see cref="SetUpAsync"/> once, then <see cref="OursAsync"/> and <see cref="OtherAsync"/> in turn, in each round once, and which comes first changes from round to round;
/// a first round that is not counted warms both up. Before each of them garbage is collected. What is measured is what they return: what they do besides, to prepare or to check, does not count.
/// The ratio of a round is ours divided by the other; that of the scenario is the median of its rounds.
/// </remarks>
public abstract class Scenario : IAsyncDisposable
{
    /// <summary>What it is asked for by, and what its line begins with: lower case, with hyphens, for example <c>memory-hop</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What is measured of ours.</summary>
    public abstract string Ours { get; }

    /// <summary>What it is held against.</summary>
    public abstract string Other { get; }

    /// <summary>What the ratio is to be.</summary>
    public abstract Target Target { get; }

    /// <summary>The unit of what is measured: <c>ms</c>, or <c>steps/s</c>.</summary>
    public virtual string Unit => "ms";

    /// <summary>Whether it takes a server or many minutes, so that <c>--quick</c> leaves it out.</summary>
    public virtual bool IsLong => false;

    /// <summary>Makes what both sides need.</summary>
    /// <param name="isQuick">Whether less of it has to do: all quick scenarios together run for less than two minutes.</param>
    public virtual ValueTask SetUpAsync(bool isQuick) => default;

    /// <summary>Measures ours once.</summary>
    public abstract ValueTask<Measurement> OursAsync();

    /// <summary>Measures the other once.</summary>
    public abstract ValueTask<Measurement> OtherAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }
}

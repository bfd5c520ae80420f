namespace AsyncSplit.Generators.Splitting.Residuals;

/// <summary>When the rest of a handler from some statement on becomes a method that several entry points call, instead of standing in each of them.</summary>
/// <param name="MinimumSize">How many lines it must have.</param>
/// <param name="MinimumSaving">How many lines must become fewer by it.</param>
internal sealed record TailSharing(int MinimumSize, int MinimumSaving)
{
    /// <summary>Handlers of a few awaits stay as they are written by hand; the size of long ones grows with the number of their awaits, not with its square.</summary>
    public static TailSharing Default { get; } = new(8, 60);

    /// <summary>Wherever it is possible: for tests.</summary>
    public static TailSharing Always { get; } = new(0, 0);

    public bool IsWorth(int size, int paths) => paths > 1 && size >= MinimumSize && size * (paths - 1) >= MinimumSaving;
}

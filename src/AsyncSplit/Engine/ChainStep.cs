namespace AsyncSplit;

/// <summary>The step that runs: what a handler, and all that it calls in the process, can know of it.</summary>
public sealed partial class ChainStep
{
    private static readonly AsyncLocal<ChainStep?> s_current = new();

    internal ChainStep()
    {
    }

    /// <summary>The step that the calling code belongs to; null where none runs, as in a handler that is called directly.</summary>
    public static ChainStep? Current
    {
        get => s_current.Value;
        internal set => s_current.Value = value;
    }

    /// <summary>The chain.</summary>
    public required string ChainId { get; init; }

    /// <summary>The id of the envelope that the step runs for: the same each time the step runs. With it, effects of the step can be recognised when they are repeated.</summary>
    public required string MessageId { get; init; }

    /// <summary>The entry point: a handler's wire name, or the id of a resume point.</summary>
    public required string EntryPoint { get; init; }

    /// <summary>Which attempt of a call with <see cref="RetryAttribute"/> this is: 1 at first. Not how often the step has been interrupted and repeated.</summary>
    public int Attempt { get; init; } = 1;
}

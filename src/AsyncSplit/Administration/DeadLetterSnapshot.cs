using AsyncSplit.Messaging;

namespace AsyncSplit;

/// <summary>A dead letter, to be read: what was to be run, with what, and why it is not.</summary>
public sealed record DeadLetterSnapshot
{
    /// <summary>The id of the envelope.</summary>
    public required string Id { get; init; }

    /// <summary>The chain; null when the envelope cannot be read.</summary>
    public required string? ChainId { get; init; }

    /// <summary>What was to be run: a handler's wire name, or the id of a resume point. Null when the envelope cannot be read.</summary>
    public required string? EntryPoint { get; init; }

    /// <summary>Why it is one.</summary>
    public required DeadLetterKind Kind { get; init; }

    /// <summary>Why, for a person to read.</summary>
    public required string Reason { get; init; }

    /// <summary>Since when it is one.</summary>
    public required DateTimeOffset ParkedAt { get; init; }

    /// <summary>Whether it can go on: it is an envelope that this build reads.</summary>
    public required bool CanBeRedriven { get; init; }

    /// <summary>What its step threw, where it is <see cref="DeadLetterKind.Unhandled"/>.</summary>
    public ErrorSnapshot? Error { get; init; }

    /// <summary>Of a call: the arguments as JSON, by parameter. Null otherwise.</summary>
    public IReadOnlyDictionary<string, string>? Arguments { get; init; }

    /// <summary>Of a resume: the result of the await as JSON. Null where it threw, and of a call.</summary>
    public string? Result { get; init; }

    /// <summary>Of a resume: what the await throws. Null where it has a result, and of a call.</summary>
    public ErrorSnapshot? AwaitedError { get; init; }

    /// <summary>The captured state of what goes on, and of those who wait for it, innermost first. Of a resume, the first is that of <see cref="EntryPoint"/>; of a call, that of its caller.</summary>
    public IReadOnlyList<FrameSnapshot> Frames { get; init; } = [];

    /// <summary>The envelope, as it was delivered.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }
}

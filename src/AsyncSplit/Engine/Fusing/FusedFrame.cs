using AsyncSplit.Envelopes;
using AsyncSplit.Runtime;

namespace AsyncSplit.Engine.Fusing;

/// <summary>A frame that continues within the step: one that waits in it, as the object that it is, or one that came with the envelope.</summary>
/// <param name="EntryPoint">What continues with it.</param>
/// <param name="Instance">On what; null for a static handler.</param>
/// <param name="Attempt">Which attempt of a retried call its handler belongs to.</param>
internal readonly record struct FusedFrame(EntryPoint EntryPoint, object? Instance, int Attempt)
{
    /// <summary>What was captured in this step; null where it came with the envelope.</summary>
    public CapturedState? State { get; init; }

    /// <summary>The frame as it came with the envelope; null where it was captured in this step.</summary>
    public Frame? Received { get; init; }
}

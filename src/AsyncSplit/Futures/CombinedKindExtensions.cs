using AsyncSplit.Runtime;

namespace AsyncSplit.Futures;

/// <summary>When a combination of tasks has ended.</summary>
internal static class CombinedKindExtensions
{
    /// <summary>Whether a task made of <paramref name="parts"/> is still to end.</summary>
    public static bool IsPending(this CombinedKind kind, ReadOnlySpan<Task> parts, StepFutures futures)
    {
        foreach (var part in parts)
        {
            var isPending = futures.IsPending(part);
            if (isPending == (kind == CombinedKind.All))
            {
                return isPending;
            }
        }

        return kind != CombinedKind.All;
    }
}

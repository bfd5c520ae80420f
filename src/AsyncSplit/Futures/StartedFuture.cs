using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit.Futures;

/// <summary>A started call or timer, or what has become of one or several.</summary>
/// <param name="id">Its id: of a call or timer, that of the envelope it was started with.</param>
/// <param name="target">The callee's wire name; null where nothing was called.</param>
/// <param name="task">The task in the user's hands.</param>
/// <param name="shape">How its outcome is written; null while it is pending.</param>
internal sealed class StartedFuture(string id, string? target, Task task, TaskShape? shape) : Future(id, task)
{
    /// <summary>Whether it is a callback's or a signal's.</summary>
    public bool IsOfValue => target?.StartsWith(FutureNames.Value, StringComparison.Ordinal) == true;

    /// <inheritdoc/>
    public override bool IsPending(StepFutures futures) => !Task.IsCompleted;

    /// <inheritdoc/>
    public override bool CollectPending(StepFutures futures, ISet<string> ids)
    {
        if (!Task.IsCompleted)
        {
            ids.Add(Id);
        }

        return true;
    }

    /// <inheritdoc/>
    public override void WriteMembers(StateWriter writer, TaskParts? parts)
    {
        if (target is not null)
        {
            writer.Json.WriteString(FutureNames.Of, target);
        }

        if (Task.IsCompleted)
        {
            shape!.WriteOutcome(writer, Task);
        }
    }
}

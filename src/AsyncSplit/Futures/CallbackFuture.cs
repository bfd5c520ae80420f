using AsyncSplit.Envelopes;
using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit.Futures;

/// <summary>A callback that someone outside completes, or a timer ends.</summary>
/// <param name="id">Its id.</param>
/// <param name="target">What its value is called.</param>
/// <param name="task">The task in the user's hands. It ends in this step only where the token could not be handed out.</param>
internal sealed class CallbackFuture(string id, string target, Task task) : Future(id, task)
{
    /// <summary>The id of the envelope that ends a callback when its time is over.</summary>
    public static string ExpiryOf(string futureId) => MessageIds.Derive(futureId, 0);

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
        writer.Json.WriteString(FutureNames.Of, target);
        if (Task.IsCompleted)
        {
            // It has no value to be written: it has failed.
            TaskShape.Nothing.WriteOutcome(writer, Task);
        }
    }
}

using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit.Futures;

/// <summary>What a task of the user's program stands for that no step runs: a started call, a timer, or several of these.</summary>
internal abstract class Future(string id, Task task)
{
    /// <summary>The id by which the store knows how it ended; of a combination, the one by which captured state knows that two tasks are one.</summary>
    public string Id { get; } = id;

    /// <summary>The task in the user's hands. A pending one completes in no step that sees it: a later step gets a completed one in its place.</summary>
    public Task Task { get; } = task;

    /// <summary>Whether its end is not known yet.</summary>
    public abstract bool IsPending(StepFutures futures);

    /// <summary>Adds the ids of the started calls and timers it waits for.</summary>
    /// <returns>True when it ends as soon as all of them have ended; false when one of them may be enough.</returns>
    public abstract bool CollectPending(StepFutures futures, ISet<string> ids);

    /// <summary>Writes the members behind the id.</summary>
    public abstract void WriteMembers(StateWriter writer, TaskParts? parts);
}

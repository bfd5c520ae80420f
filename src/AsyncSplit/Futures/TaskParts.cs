using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit.Futures;

/// <summary>Reads, writes and puts together the parts of combined tasks of one type.</summary>
internal abstract class TaskParts
{
    /// <summary>Of tasks without a result: <c>Task.WhenAll</c>, or <c>WaitAsync</c>.</summary>
    public static TaskParts Nothing { get; } = new NothingParts();

    /// <summary>Writes a part.</summary>
    public abstract void WritePart(StateWriter writer, CombinedKind kind, int index, Task part);

    /// <summary>Reads a part.</summary>
    public abstract Task ReadPart(ref StateReader reader, CombinedKind kind, int index);

    /// <summary>The task that is made of <paramref name="parts"/>, which have ended as far as it needs.</summary>
    public abstract Task Combine(CombinedKind kind, Task[] parts, StepFutures futures);

    /// <summary>What <c>WaitAsync</c> gives when the time is over.</summary>
    protected static Task Within(Task[] parts, TaskShape shape) => parts[0].IsCompleted ? parts[0] : shape.FromException(new TimeoutException());

    private sealed class NothingParts : TaskParts
    {
        public override void WritePart(StateWriter writer, CombinedKind kind, int index, Task part) => FutureCodec.Instance.Write(writer, part);

        public override Task ReadPart(ref StateReader reader, CombinedKind kind, int index) => FutureCodec.Instance.Read(ref reader);

        public override Task Combine(CombinedKind kind, Task[] parts, StepFutures futures) => kind switch
        {
            CombinedKind.All => Task.WhenAll(parts),
            CombinedKind.Any => Task.FromResult(futures.First(parts)),
            _ => Within(parts, TaskShape.Nothing),
        };
    }
}

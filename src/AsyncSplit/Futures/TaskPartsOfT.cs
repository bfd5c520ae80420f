using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit.Futures;

/// <summary>Of tasks with a result: <c>WaitAsync</c>.</summary>
internal class TaskParts<T>(TaskShape<T> shape, Func<Codec<Task<T>>> self) : TaskParts
{
    /// <inheritdoc/>
    public override void WritePart(StateWriter writer, CombinedKind kind, int index, Task part)
    {
        if (index == 0)
        {
            self().Write(writer, (Task<T>)part);
        }
        else
        {
            FutureCodec.Instance.Write(writer, part);
        }
    }

    /// <inheritdoc/>
    public override Task ReadPart(ref StateReader reader, CombinedKind kind, int index) =>
        index == 0 ? self().Read(ref reader) : FutureCodec.Instance.Read(ref reader);

    /// <inheritdoc/>
    public override Task Combine(CombinedKind kind, Task[] parts, StepFutures futures) => Within(parts, shape);
}

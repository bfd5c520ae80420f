using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit.Futures;

/// <summary>Of tasks whose result is a task: <c>Task.WhenAny</c>, too.</summary>
internal sealed class AnyParts<TTask>(TaskShape<TTask> shape, Func<Codec<Task<TTask>>> self, Codec<TTask> part) : TaskParts<TTask>(shape, self)
    where TTask : Task
{
    /// <inheritdoc/>
    public override void WritePart(StateWriter writer, CombinedKind kind, int index, Task value)
    {
        if (kind == CombinedKind.Any)
        {
            part.Write(writer, (TTask)value);
        }
        else
        {
            base.WritePart(writer, kind, index, value);
        }
    }

    /// <inheritdoc/>
    public override Task ReadPart(ref StateReader reader, CombinedKind kind, int index) =>
        kind == CombinedKind.Any ? part.Read(ref reader) : base.ReadPart(ref reader, kind, index);

    /// <inheritdoc/>
    public override Task Combine(CombinedKind kind, Task[] parts, StepFutures futures) =>
        kind == CombinedKind.Any ? Task.FromResult((TTask)futures.First(parts)) : base.Combine(kind, parts, futures);
}

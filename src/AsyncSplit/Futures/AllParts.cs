using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit.Futures;

/// <summary>Of tasks whose result is an array: <c>Task.WhenAll</c>, too.</summary>
internal sealed class AllParts<T>(TaskShape<T[]> shape, Func<Codec<Task<T[]>>> self, Codec<Task<T>> part) : TaskParts<T[]>(shape, self)
{
    /// <inheritdoc/>
    public override void WritePart(StateWriter writer, CombinedKind kind, int index, Task value)
    {
        if (kind == CombinedKind.All)
        {
            part.Write(writer, (Task<T>)value);
        }
        else
        {
            base.WritePart(writer, kind, index, value);
        }
    }

    /// <inheritdoc/>
    public override Task ReadPart(ref StateReader reader, CombinedKind kind, int index) =>
        kind == CombinedKind.All ? part.Read(ref reader) : base.ReadPart(ref reader, kind, index);

    /// <inheritdoc/>
    public override Task Combine(CombinedKind kind, Task[] parts, StepFutures futures) =>
        kind == CombinedKind.All ? Task.WhenAll(Array.ConvertAll(parts, static each => (Task<T>)each)) : base.Combine(kind, parts, futures);
}

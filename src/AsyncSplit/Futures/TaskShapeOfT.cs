using System.Runtime.CompilerServices;
using AsyncSplit.Serialization;

namespace AsyncSplit.Futures;

/// <inheritdoc cref="TaskShape"/>
internal sealed class TaskShape<T>(Codec<T> codec) : TaskShape
{
    /// <inheritdoc/>
    public override Task NewPending() => new TaskCompletionSource<T>().Task;

    /// <inheritdoc/>
    public override Task ReadResult(ref StateReader reader)
    {
        // A source, not Task.FromResult: that gives one task for all of the small numbers, and each is an object of its own.
        var source = new TaskCompletionSource<T>();
        source.SetResult(codec.Read(ref reader));
        return source.Task;
    }

    /// <inheritdoc/>
    public override Task FromException(Exception exception)
    {
        var builder = AsyncTaskMethodBuilder<T>.Create();
        var task = builder.Task;
        builder.SetException(exception);
        return task;
    }

    /// <inheritdoc/>
    protected override void WriteResult(StateWriter writer, Task task) => codec.Write(writer, ((Task<T>)task).Result);
}

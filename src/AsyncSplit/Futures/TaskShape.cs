using System.Runtime.CompilerServices;
using AsyncSplit.Errors;
using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit.Futures;

/// <summary>Makes and writes tasks of one type.</summary>
internal abstract class TaskShape
{
    /// <summary>Tasks without a result.</summary>
    public static TaskShape Nothing { get; } = new NothingShape();

    /// <summary>A task that no step completes.</summary>
    public abstract Task NewPending();

    /// <summary>A task with the result that the reader stands on.</summary>
    public abstract Task ReadResult(ref StateReader reader);

    /// <summary>A task that ended with an exception: canceled where an async method that threw it would be.</summary>
    public abstract Task FromException(Exception exception);

    /// <summary>Writes how a completed task ended, as a member.</summary>
    public void WriteOutcome(StateWriter writer, Task task)
    {
        if (task.IsCompletedSuccessfully)
        {
            writer.Json.WritePropertyName(FutureNames.Result);
            WriteResult(writer, task);
            return;
        }

        writer.Json.WritePropertyName(FutureNames.Error);
        ErrorWriter.Write(writer, ExceptionOf(task), writer.Registry ?? throw new InvalidOperationException("A task can only be captured in the state of a step."));
    }

    /// <summary>What an await of a failed task throws.</summary>
    public static Exception ExceptionOf(Task task)
    {
        if (task.IsFaulted)
        {
            return task.Exception.InnerExceptions[0];
        }

        try
        {
            task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException exception)
        {
            return exception;
        }

        throw new InvalidOperationException("The task has not failed.");
    }

    protected abstract void WriteResult(StateWriter writer, Task task);

    private sealed class NothingShape : TaskShape
    {
        public override Task NewPending() => new TaskCompletionSource().Task;

        public override Task ReadResult(ref StateReader reader)
        {
            reader.Skip();

            // Not Task.CompletedTask: each is an object of its own.
            var source = new TaskCompletionSource();
            source.SetResult();
            return source.Task;
        }

        public override Task FromException(Exception exception)
        {
            var builder = AsyncTaskMethodBuilder.Create();
            var task = builder.Task;
            builder.SetException(exception);
            return task;
        }

        protected override void WriteResult(StateWriter writer, Task task) => writer.Null();
    }
}

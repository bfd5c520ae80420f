using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit.Tests.Fixtures;

/// <summary>A captured state of one task, as generated code would have it.</summary>
internal sealed record TaskState<TTask>(ResumePoint Point, Codec<TTask> Codec, TTask Task) : CapturedState
    where TTask : Task
{
    public override ResumePoint ResumePoint => Point;

    public override void Write(StateWriter writer)
    {
        writer.Json.WriteStartObject();
        writer.Json.WritePropertyName("task");
        Codec.Write(writer, Task);
        writer.Json.WriteEndObject();
    }

    public static StateRead<TaskState<TTask>> Read(ResumePoint point, Codec<TTask> codec) => (ref StateReader reader) =>
    {
        TTask? task = null;
        reader.StartObject("state");
        while (reader.NextProperty("state"))
        {
            if (reader.TryMember("task"u8))
            {
                task = codec.Read(ref reader);
            }
        }

        return new TaskState<TTask>(point, codec, task!);
    };
}

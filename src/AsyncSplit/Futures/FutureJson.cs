using System.Text.Json;
using AsyncSplit.Errors;
using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit.Futures;

/// <summary>Writes and reads tasks: docs/wire-format.md.</summary>
internal static class FutureJson
{
    /// <exception cref="InvalidOperationException">The task runs in this process, and has not ended.</exception>
    public static void Write(StateWriter writer, Task? task, TaskShape shape, TaskParts parts)
    {
        if (!writer.IsNew(task))
        {
            return;
        }

        writer.Json.WriteStartObject();
        if (writer.Futures?.Find(task) is { } future)
        {
            writer.Futures.Capture(future);
            writer.Json.WriteString(FutureNames.Future, future.Id);
            future.WriteMembers(writer, parts);
        }
        else if (task.IsCompleted)
        {
            // It may stand elsewhere in the state, and is one task there too.
            if (writer.Futures is { } futures)
            {
                writer.Json.WriteString(FutureNames.Future, futures.NameOf(task));
            }

            shape.WriteOutcome(writer, task);
        }
        else
        {
            throw new InvalidOperationException("A task that runs in this process, and is no chain call, cannot be captured before it has ended: await it before the next await boundary.");
        }

        writer.Json.WriteEndObject();
    }

    /// <param name="reader">Stands on null or on the object.</param>
    /// <param name="shape">The tasks to make; null for what the callee's result says.</param>
    /// <param name="parts">What a combined one is made of.</param>
    public static TTask? Read<TTask>(ref StateReader reader, TaskShape? shape, TaskParts parts)
        where TTask : Task
    {
        if (!reader.IsNew<TTask>(out var known, out var number))
        {
            return known;
        }

        var futures = reader.Futures ?? throw new InvalidOperationException("A task can only be read in the state of a step.");
        const string Type = "a task";
        string? id = null;
        string? target = null;
        Task? ended = null;
        Task[]? combined = null;
        var kind = CombinedKind.All;
        var made = shape;
        reader.StartObject(Type);
        while (reader.NextProperty(Type))
        {
            if (reader.TryMember(FutureNames.Future.EncodedUtf8Bytes))
            {
                id = reader.Text();
            }
            else if (reader.TryMember(FutureNames.Of.EncodedUtf8Bytes))
            {
                target = reader.Text();
                made ??= ShapeOf(target, reader.Registry);
            }
            else if (reader.TryMember(FutureNames.Result.EncodedUtf8Bytes))
            {
                ended = (made ?? TaskShape.Nothing).ReadResult(ref reader);
            }
            else if (reader.TryMember(FutureNames.Error.EncodedUtf8Bytes))
            {
                using var error = JsonDocument.ParseValue(ref reader.Json);
                ended = (made ?? TaskShape.Nothing).FromException(ErrorReader.Read(System.Text.Encoding.UTF8.GetBytes(error.RootElement.GetRawText()), reader.Registry!));
            }
            else if (KindOf(ref reader) is { } how)
            {
                kind = how;
                combined = ReadParts(ref reader, how, parts);
            }
            else
            {
                reader.SkipMember();
            }
        }

        var task = combined is not null ? futures.Restore<TTask>(id, kind, combined, parts, made ?? TaskShape.Nothing)
            : id is not null ? futures.Restore<TTask>(id, target, ended, made ?? TaskShape.Nothing)
            : ended ?? throw reader.Invalid("a task's id or outcome");
        var result = task as TTask ?? throw reader.Invalid($"{typeof(TTask)}, and not {task.GetType()}");
        reader.Register(number, result);
        return result;
    }

    private static CombinedKind? KindOf(ref StateReader reader) =>
        reader.TryMember(FutureNames.All.EncodedUtf8Bytes) ? CombinedKind.All
        : reader.TryMember(FutureNames.Any.EncodedUtf8Bytes) ? CombinedKind.Any
        : reader.TryMember(FutureNames.Within.EncodedUtf8Bytes) ? CombinedKind.Within
        : null;

    private static Task[] ReadParts(ref StateReader reader, CombinedKind kind, TaskParts parts)
    {
        var read = new List<Task>();
        reader.Read();
        while (reader.Json.TokenType != JsonTokenType.EndArray)
        {
            read.Add(parts.ReadPart(ref reader, kind, read.Count));
            reader.Read();
        }

        return [.. read];
    }

    // A task whose static type has no result may still have one, and may stand elsewhere with its own type.
    private static TaskShape? ShapeOf(string target, ChainRegistry? registry) =>
        registry is null ? null
        : target.StartsWith(FutureNames.Value, StringComparison.Ordinal) ? registry.FindValue(target[FutureNames.Value.Length..])?.Tasks
        : registry.TryFind(target, out var entryPoint) ? entryPoint.Result?.Tasks : null;
}

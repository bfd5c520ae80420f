using System.Text.Json;
using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit.Futures;

/// <summary>A task that is made of others.</summary>
/// <param name="id">Its id.</param>
/// <param name="kind">How it is made of them.</param>
/// <param name="parts">What it is made of.</param>
/// <param name="task">The task in the user's hands.</param>
internal sealed class CombinedFuture(string id, CombinedKind kind, Task[] parts, Task task) : Future(id, task)
{
    /// <summary>How it is made of them.</summary>
    public CombinedKind Kind => kind;

    /// <summary>What it is made of.</summary>
    public IReadOnlyList<Task> Parts => parts;

    /// <inheritdoc/>
    public override bool IsPending(StepFutures futures) => kind.IsPending(parts, futures);

    /// <inheritdoc/>
    public override bool CollectPending(StepFutures futures, ISet<string> ids)
    {
        var needsAll = kind == CombinedKind.All;
        foreach (var part in parts)
        {
            if (futures.Find(part) is { } future && future.IsPending(futures))
            {
                needsAll &= future.CollectPending(futures, ids);
            }
        }

        return needsAll;
    }

    /// <inheritdoc/>
    public override void WriteMembers(StateWriter writer, TaskParts? codecs)
    {
        var write = codecs ?? TaskParts.Nothing;
        writer.Json.WriteStartArray(NameOf(kind));
        for (var index = 0; index < parts.Length; index++)
        {
            write.WritePart(writer, kind, index, parts[index]);
        }

        writer.Json.WriteEndArray();
    }

    private static JsonEncodedText NameOf(CombinedKind kind) => kind switch
    {
        CombinedKind.All => FutureNames.All,
        CombinedKind.Any => FutureNames.Any,
        _ => FutureNames.Within,
    };
}

using System.Text.Json;
using AsyncSplit.Messaging;
using AsyncSplit.Queues.Items;

namespace AsyncSplit.Queues.Decisions;

/// <summary>Writes commits down: for whoever carries them out when their own process does not come to it.</summary>
internal static class CommitWriter
{
    /// <summary>The commit as a JSON object.</summary>
    /// <param name="commit">What the step decided.</param>
    /// <param name="stamp">When; steps are listed in this order.</param>
    /// <param name="deadLetterChain">The chain that the dead letter belongs to, whatever its envelope says; null for none.</param>
    public static byte[] Write(StepCommit commit, long stamp, string? deadLetterChain) => ItemJson.Write(json =>
    {
        json.WriteNumber("stamp", stamp);
        json.WriteList("sends", commit.Sends, envelope => Write(json, envelope));
        Write(json, commit.Wait);
        Write(json, commit.Settled);
        json.WriteList("listens", commit.Listens, listener =>
        {
            json.WriteStartArray();
            json.WriteStringValue(listener.ChainId);
            json.WriteStringValue(listener.Name);
            json.WriteStringValue(listener.FutureId);
            json.WriteEndArray();
        });
        json.WriteList("withdraws", commit.Withdraws, withdrawal =>
        {
            json.WriteStartArray();
            json.WriteStringValue(withdrawal.ChainId);
            json.WriteStringValue(withdrawal.FutureId);
            json.WriteEndArray();
        });
        Write(json, commit.Started);
        Write(json, commit.Completed);
        Write(json, commit.Cancelled);
        if (commit.DeadLetter is { } deadLetter)
        {
            json.WriteStartObject("dead");
            DeadLetterItem.Write(json, deadLetter, deadLetterChain, stamp);
            json.WriteEndObject();
        }

        if (commit.Step is { } step)
        {
            json.WriteStartObject("step");
            StepItem.Write(json, step);
            json.WriteEndObject();
        }
    });

    /// <summary>An envelope as an object.</summary>
    public static void Write(Utf8JsonWriter json, OutgoingEnvelope envelope)
    {
        json.WriteStartObject();
        json.WriteString("id", envelope.MessageId);
        json.WriteString("chain", envelope.ChainId);
        json.WriteString("target", envelope.Target);
        json.WriteTime("due", envelope.DueAt);
        json.WriteFlag("outlives", envelope.OutlivesCancellation);
        json.WriteBytes("body", envelope.Body);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FutureWait? wait)
    {
        if (wait is null)
        {
            return;
        }

        json.WriteStartObject("wait");
        json.WritePropertyName("envelope");
        Write(json, wait.Envelope);
        json.WriteNumber("hole", wait.Hole);
        json.WriteStrings("futures", wait.FutureIds);
        json.WriteNumber("needed", wait.Needed);
        json.WriteFlag("outlives", wait.OutlivesCancellation);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FutureSettlement? settled)
    {
        if (settled is null)
        {
            return;
        }

        json.WriteStartObject("settled");
        json.WriteString("chain", settled.ChainId);
        json.WriteString("id", settled.FutureId);
        json.WriteBytes("outcome", settled.Outcome);
        json.WriteFlag("once", settled.IsRemembered);
        json.WriteOptional("wait", settled.AwaitedBy);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ChainStart? start)
    {
        if (start is null)
        {
            return;
        }

        json.WriteStartObject("started");
        json.WriteString("chain", start.ChainId);
        json.WriteString("handler", start.Handler);
        json.WriteTime("at", start.StartedAt);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ChainCompletion? completed)
    {
        if (completed is null)
        {
            return;
        }

        json.WriteStartObject("completed");
        json.WriteString("chain", completed.ChainId);
        json.WriteTime("at", completed.CompletedAt);
        json.WriteOptional("result", completed.Result);
        json.WriteOptional("error", completed.Error);
        json.WriteFlag("cancelled", completed.IsCancellation);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ChainCancellation? cancelled)
    {
        if (cancelled is null)
        {
            return;
        }

        json.WriteStartObject("cancelled");
        json.WriteString("chain", cancelled.ChainId);
        json.WriteNumber("kind", (int)cancelled.Kind);
        json.WriteTime("at", cancelled.At);
        json.WriteEndObject();
    }
}

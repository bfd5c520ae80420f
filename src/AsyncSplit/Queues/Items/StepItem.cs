using System.Text.Json;
using AsyncSplit.Messaging;

namespace AsyncSplit.Queues.Items;

/// <summary>A line of the history in the table.</summary>
internal static class StepItem
{
    public static void Write(Utf8JsonWriter json, StepRecord step)
    {
        json.WriteString("chain", step.ChainId);
        json.WriteString("id", step.MessageId);
        json.WriteString("entry", step.EntryPoint);
        json.WriteNumber("outcome", (int)step.Outcome);
        json.WriteOptional("next", step.Next);
        json.WriteNumber("attempt", step.Attempt);
        json.WriteTime("created", step.CreatedAt);
        json.WriteTime("due", step.DueAt);
        json.WriteTime("started", step.StartedAt);
        json.WriteNumber("active", step.Active.Ticks);
        json.WriteNumber("bytes", step.EnvelopeBytes);
        json.WriteNumber("sent", step.SentBytes);
        json.WriteList("captured", step.Captured, local =>
        {
            json.WriteStartArray();
            json.WriteStringValue(local.Name);
            json.WriteNumberValue(local.Bytes);
            json.WriteEndArray();
        });
    }

    public static StepRecord Read(JsonElement json) => new()
    {
        ChainId = json.Text("chain"),
        MessageId = json.Text("id"),
        EntryPoint = json.Text("entry"),
        Outcome = (StepOutcomeKind)json.Number("outcome"),
        Next = json.OptionalText("next"),
        Attempt = json.Number("attempt"),
        CreatedAt = json.Time("created")!.Value,
        DueAt = json.Time("due")!.Value,
        StartedAt = json.Time("started")!.Value,
        Active = TimeSpan.FromTicks(json.GetProperty("active").GetInt64()),
        EnvelopeBytes = json.Number("bytes"),
        SentBytes = json.Number("sent"),
        Captured = json.List("captured", static local => new CapturedLocal(local[0].GetString()!, local[1].GetInt32())),
    };
}

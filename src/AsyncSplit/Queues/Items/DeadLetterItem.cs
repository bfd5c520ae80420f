using System.Text.Json;
using AsyncSplit.Messaging;
using AsyncSplit.Queues.Decisions;

namespace AsyncSplit.Queues.Items;

/// <summary>A dead letter in the table.</summary>
/// <param name="DeadLetter">The letter.</param>
/// <param name="ChainId">The chain that its envelope was sent for; null where none is known.</param>
/// <param name="Stamp">Its place among those of the same time.</param>
internal sealed record DeadLetterItem(DeadLetter DeadLetter, string? ChainId, long Stamp)
{
    /// <summary>What goes on in its place, once that is decided.</summary>
    public OutgoingEnvelope? Redriven { get; init; }

    public static void Write(Utf8JsonWriter json, DeadLetter letter, string? chainId, long stamp)
    {
        json.WriteString("id", letter.MessageId);
        json.WriteOptional("chain", letter.ChainId);
        json.WriteOptional("of", chainId);
        json.WriteOptional("entry", letter.EntryPoint);
        json.WriteNumber("kind", (int)letter.Kind);
        json.WriteString("reason", letter.Reason);
        json.WriteTime("at", letter.ParkedAt);
        json.WriteNumber("stamp", stamp);

        // It may be anything.
        json.WriteBase64String("body", letter.Body.Span);
        json.WriteOptional("error", letter.Error);
    }

    public static DeadLetterItem Read(JsonElement json) => new(
        new DeadLetter(
            json.Text("id"), json.OptionalText("chain"), json.OptionalText("entry"), (DeadLetterKind)json.Number("kind"), json.Text("reason"), json.Time("at")!.Value, json.Bytes("body")!.Value)
        {
            Error = json.Bytes("error"),
        },
        json.OptionalText("of"),
        json.GetProperty("stamp").GetInt64())
    {
        Redriven = json.TryGetProperty("redriven", out var envelope) ? CommitReader.ReadEnvelope(envelope) : null,
    };

    public static DeadLetterItem Read(ReadOnlyMemory<byte> body)
    {
        using var document = ItemJson.Parse(body);
        return Read(document.RootElement);
    }

    public byte[] Write() => ItemJson.Write(json =>
    {
        Write(json, DeadLetter, ChainId, Stamp);
        if (Redriven is { } envelope)
        {
            json.WritePropertyName("redriven");
            CommitWriter.Write(json, envelope);
        }
    });
}

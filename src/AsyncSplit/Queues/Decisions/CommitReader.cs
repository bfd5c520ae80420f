using System.Text.Json;
using AsyncSplit.Messaging;
using AsyncSplit.Queues.Items;

namespace AsyncSplit.Queues.Decisions;

/// <summary>Reads what <see cref="CommitWriter"/> has written.</summary>
internal static class CommitReader
{
    public static WrittenCommit Read(ReadOnlyMemory<byte> body)
    {
        using var document = ItemJson.Parse(body);
        var json = document.RootElement;
        var dead = json.TryGetProperty("dead", out var letter) ? DeadLetterItem.Read(letter) : null;
        var commit = new StepCommit
        {
            Sends = json.List("sends", ReadEnvelope),
            Wait = ReadWait(json),
            Settled = json.TryGetProperty("settled", out var settled) ? ReadSettled(settled) : null,
            Listens = json.List("listens", static listener => new SignalListener(listener[0].GetString()!, listener[1].GetString()!, listener[2].GetString()!)),
            Withdraws = json.List("withdraws", static withdrawal => new ListenerWithdrawal(withdrawal[0].GetString()!, withdrawal[1].GetString()!)),
            Started = json.TryGetProperty("started", out var started) ? new ChainStart(started.Text("chain"), started.Text("handler"), started.Time("at")!.Value) : null,
            Completed = json.TryGetProperty("completed", out var completed) ? ReadCompleted(completed) : null,
            Cancelled = json.TryGetProperty("cancelled", out var cancelled)
                ? new ChainCancellation(cancelled.Text("chain"), (CancellationKind)cancelled.Number("kind"), cancelled.Time("at")!.Value)
                : null,
            DeadLetter = dead?.DeadLetter,
            Step = json.TryGetProperty("step", out var step) ? StepItem.Read(step) : null,
        };
        return new WrittenCommit(commit, json.GetProperty("stamp").GetInt64(), dead?.ChainId);
    }

    /// <summary>The wait of a commit; null without one.</summary>
    public static FutureWait? ReadWait(ReadOnlyMemory<byte> body)
    {
        using var document = ItemJson.Parse(body);
        return ReadWait(document.RootElement);
    }

    public static OutgoingEnvelope ReadEnvelope(JsonElement json) =>
        new(json.Text("id"), json.Text("chain"), json.Text("target"), json.Time("due")!.Value, json.Bytes("body")!.Value) { OutlivesCancellation = json.Flag("outlives") };

    private static FutureWait? ReadWait(JsonElement json) => json.TryGetProperty("wait", out var wait)
        ? new FutureWait(ReadEnvelope(wait.GetProperty("envelope")), wait.Number("hole"), wait.Strings("futures"), wait.Number("needed")) { OutlivesCancellation = wait.Flag("outlives") }
        : null;

    private static FutureSettlement ReadSettled(JsonElement json) => new(json.Text("chain"), json.Text("id"), json.Bytes("outcome")!.Value)
    {
        IsRemembered = json.Flag("once"),
        AwaitedBy = json.OptionalText("wait"),
    };

    private static ChainCompletion ReadCompleted(JsonElement json) =>
        new(json.Text("chain"), json.Time("at")!.Value, json.Bytes("result"), json.Bytes("error")) { IsCancellation = json.Flag("cancelled") };
}

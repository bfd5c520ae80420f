using System.Text;
using AsyncSplit.Messaging;

namespace AsyncSplit.Stores;

/// <summary>Commits as the engine makes them, with bodies that nobody reads.</summary>
public static class Commits
{
    // In whole milliseconds: not every database keeps more.
    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());

    public static OutgoingEnvelope Envelope(string id, DateTimeOffset? due = null, string chain = "c", string target = "target") =>
        new(id, chain, target, due ?? Now, Encoding.UTF8.GetBytes($"body of {id}"));

    public static StepCommit Sends(params string[] ids) => new() { Sends = [.. ids.Select(id => Envelope(id))] };

    public static StepCommit Sends(DateTimeOffset due, params string[] ids) => new() { Sends = [.. ids.Select(id => Envelope(id, due))] };

    public static StepCommit Starts(string chain) => new() { Started = new ChainStart(chain, "handler", Now), Sends = [Envelope($"{chain}-0", chain: chain)] };

    public static StepCommit Completes(string chain, string result = "1") =>
        new() { Completed = new ChainCompletion(chain, Now, Encoding.UTF8.GetBytes(result), null) };

    public static StepCommit Fails(string chain, bool cancelled = false) =>
        new() { Completed = new ChainCompletion(chain, Now, null, "{}"u8.ToArray()) { IsCancellation = cancelled } };

    public static StepCommit Cancels(string chain, CancellationKind kind = CancellationKind.Requested, DateTimeOffset? at = null) =>
        new() { Cancelled = new ChainCancellation(chain, kind, at ?? Now) };

    public static StepCommit Parks(Delivery delivery, string? chain, string reason) => new() { DeadLetter = DeadLetter(delivery, chain, reason) };

    public static DeadLetter DeadLetter(Delivery delivery, string? chain, string reason, DeadLetterKind kind = DeadLetterKind.UnknownEntryPoint) =>
        new(delivery.MessageId, chain, "target", kind, reason, Now, delivery.Body);

    public static StepCommit Redrives(string messageId, OutgoingEnvelope envelope) => new() { Redriven = new DeadLetterRedrive(messageId, envelope) };

    /// <summary>A future's outcome is its id and <paramref name="outcome"/>, so that a test reads who ended and in which order.</summary>
    public static StepCommit Settles(string id, string outcome = "1", string chain = "c", bool remembered = false, string? timer = null) =>
        new() { Settled = new FutureSettlement(chain, id, Encoding.UTF8.GetBytes(id + outcome)) { IsRemembered = remembered, Timer = timer } };

    public static StepCommit Waits(string id, int needed, params string[] futures) => new() { Wait = Wait(id, needed, futures) };

    public static FutureWait Wait(string id, int needed, params string[] futures) => new(new OutgoingEnvelope(id, "c", "target", Now, "[]"u8.ToArray()), 1, futures, needed);

    public static StepCommit Listens(string name, string future, string chain = "c") => new() { Listens = [new SignalListener(chain, name, future)] };

    public static StepCommit Signals(string name, string id, string value = "1", string chain = "c") =>
        new() { Signalled = new SignalDelivery(chain, name, id, Encoding.UTF8.GetBytes(value)) };

    public static StepRecord Step(string chain, string messageId) => new()
    {
        ChainId = chain,
        MessageId = messageId,
        EntryPoint = "target",
        Outcome = StepOutcomeKind.Call,
        Next = "next",
        Attempt = 2,
        CreatedAt = Now.AddSeconds(-3),
        DueAt = Now.AddSeconds(-2),
        StartedAt = Now.AddMilliseconds(-7),
        Active = TimeSpan.FromMilliseconds(12345),
        EnvelopeBytes = 100,
        SentBytes = 200,
        Captured = [new CapturedLocal("order", 17), new CapturedLocal("quote", 4)],
    };
}

using AsyncSplit.Messaging;

namespace AsyncSplit.Sqlite.Tests.Fixtures;

/// <summary>Commits as the engine makes them, with bodies that nobody reads.</summary>
internal static class Commits
{
    public static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    public static OutgoingEnvelope Envelope(string id, DateTimeOffset? due = null, string chain = "c") =>
        new(id, chain, "target", due ?? Now, System.Text.Encoding.UTF8.GetBytes($"body of {id}"));

    public static StepCommit Sends(params string[] ids) => new() { Sends = [.. ids.Select(id => Envelope(id))] };

    public static StepCommit Sends(DateTimeOffset due, params string[] ids) => new() { Sends = [.. ids.Select(id => Envelope(id, due))] };

    public static StepCommit Starts(string chain) => new() { Started = new ChainStart(chain, "handler", Now), Sends = [Envelope($"{chain}-0", chain: chain)] };

    public static StepCommit Completes(string chain, string result = "1") =>
        new() { Completed = new ChainCompletion(chain, Now, System.Text.Encoding.UTF8.GetBytes(result), null) };

    public static StepCommit Parks(Delivery delivery, string? chain, string reason) =>
        new() { DeadLetter = new DeadLetter(delivery.MessageId, chain, "target", DeadLetterKind.UnknownEntryPoint, reason, Now, delivery.Body) };

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
        StartedAt = Now.AddTicks(-7),
        Active = TimeSpan.FromTicks(12345),
        EnvelopeBytes = 100,
        SentBytes = 200,
        Captured = [new CapturedLocal("order", 17), new CapturedLocal("quote", 4)],
    };
}

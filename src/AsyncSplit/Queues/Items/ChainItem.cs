using AsyncSplit.Messaging;
using AsyncSplit.Queues.Decisions;

namespace AsyncSplit.Queues.Items;

/// <summary>A chain in the table. Immutable: a change is another one, or itself where there is nothing to change.</summary>
/// <param name="Record">What is known of it.</param>
internal sealed record ChainItem(ChainRecord Record)
{
    /// <summary>What it is started with, until that is known to be sent.</summary>
    public IReadOnlyList<OutgoingEnvelope> First { get; init; } = [];

    /// <summary>The ids of its dead letters that are still there.</summary>
    public IReadOnlyList<string> DeadLetters { get; init; } = [];

    /// <summary>The ids of those that have gone on or were thrown away: whoever parks them again comes too late.</summary>
    public IReadOnlyList<string> GoneLetters { get; init; } = [];

    /// <summary>The ids of the envelopes whose steps have ended it: one that is repeated does not end it again, when it has gone on since from a dead letter.</summary>
    public IReadOnlyList<string> EndedBy { get; init; } = [];

    /// <summary>Whether it is known with what it was started: not, where its end has come in before its start.</summary>
    public bool IsStarted => Record.Handler.Length > 0;

    /// <summary>Whether it can still end.</summary>
    public bool IsOpen => Record.Status is ChainStatus.Running or ChainStatus.Parked;

    /// <summary>Whether something may still come of it.</summary>
    public bool IsKept => IsOpen || DeadLetters.Count > 0;

    /// <summary>One of which nothing is known but that there is one.</summary>
    public static ChainItem Unknown(string chainId, DateTimeOffset at) => new(new ChainRecord { Id = chainId, Handler = "", Status = ChainStatus.Running, StartedAt = at });

    /// <param name="completed">How.</param>
    /// <param name="messageId">The envelope whose step ends it; null for none.</param>
    public ChainItem End(ChainCompletion completed, string? messageId) => !IsOpen || (messageId is not null && EndedBy.Contains(messageId)) ? this : this with
    {
        First = [],
        EndedBy = messageId is null ? EndedBy : [.. EndedBy, messageId],
        Record = Record with { Status = completed.Status, CompletedAt = completed.CompletedAt, Result = completed.Result, Error = completed.Error, ParkedReason = null },
    };

    /// <summary>An envelope of it has become a dead letter; with an end, it has failed.</summary>
    public ChainItem Park(DeadLetter letter, ChainCompletion? completed)
    {
        if (DeadLetters.Contains(letter.MessageId) || GoneLetters.Contains(letter.MessageId))
        {
            return this;
        }

        var parked = this with { DeadLetters = [.. DeadLetters, letter.MessageId] };
        return completed is not null ? parked.End(completed, null)
            : IsOpen ? parked with { Record = Record with { Status = ChainStatus.Parked, ParkedReason = letter.Reason } }
            : parked;
    }

    /// <summary>A dead letter goes on, and the chain with it, unless another one is left. A chain that has a result keeps it.</summary>
    public ChainItem Redrive(string messageId)
    {
        if (GoneLetters.Contains(messageId))
        {
            return this;
        }

        var left = WithoutLetter(messageId);
        if (Record.Status == ChainStatus.Completed)
        {
            return left;
        }

        return left.DeadLetters.Count == 0
            ? left with { Record = Record with { Status = ChainStatus.Running, CompletedAt = null, Error = null, ParkedReason = null } }
            : IsOpen ? left : left with { Record = Record with { Status = ChainStatus.Parked, CompletedAt = null, Error = null, ParkedReason = "Another envelope of the chain is a dead letter." } };
    }

    /// <summary>A dead letter is thrown away; with an end, a parked chain has failed.</summary>
    public ChainItem Discard(string messageId, ChainCompletion? completed)
    {
        var left = GoneLetters.Contains(messageId) ? this : WithoutLetter(messageId);
        return completed is null ? left : left.End(completed, null);
    }

    /// <summary>The first cancellation stays; one that has ended is not cancelled.</summary>
    public ChainItem Cancel(CancellationKind kind) => !IsOpen || Record.Cancellation is not null ? this : this with { Record = Record with { Cancellation = kind } };

    public static ChainItem Read(ReadOnlyMemory<byte> body)
    {
        using var document = ItemJson.Parse(body);
        var json = document.RootElement;
        return new ChainItem(new ChainRecord
        {
            Id = json.Text("id"),
            Handler = json.Text("handler"),
            Status = (ChainStatus)json.Number("status"),
            StartedAt = json.Time("started")!.Value,
            CompletedAt = json.Time("completed"),
            Result = json.Bytes("result"),
            Error = json.Bytes("error"),
            Cancellation = json.TryGetProperty("cancellation", out var kind) ? (CancellationKind)kind.GetInt32() : null,
            ParkedReason = json.OptionalText("parked"),
        })
        {
            First = json.List("first", CommitReader.ReadEnvelope),
            DeadLetters = json.Strings("dead"),
            GoneLetters = json.Strings("gone"),
            EndedBy = json.Strings("endedBy"),
        };
    }

    public byte[] Write() => ItemJson.Write(json =>
    {
        json.WriteString("id", Record.Id);
        json.WriteString("handler", Record.Handler);
        json.WriteNumber("status", (int)Record.Status);
        json.WriteTime("started", Record.StartedAt);
        json.WriteTime("completed", Record.CompletedAt);
        json.WriteOptional("result", Record.Result);
        json.WriteOptional("error", Record.Error);
        if (Record.Cancellation is { } kind)
        {
            json.WriteNumber("cancellation", (int)kind);
        }

        json.WriteOptional("parked", Record.ParkedReason);
        json.WriteList("first", First, envelope => CommitWriter.Write(json, envelope));
        json.WriteStrings("dead", DeadLetters);
        json.WriteStrings("gone", GoneLetters);
        json.WriteStrings("endedBy", EndedBy);
    });

    private ChainItem WithoutLetter(string messageId) => this with { DeadLetters = [.. DeadLetters.Where(id => id != messageId)], GoneLetters = [.. GoneLetters, messageId] };
}

using System.Collections;

namespace AsyncSplit.Queues.Items;

/// <summary>
/// What an envelope waits for, in the table. Small, since it changes while futures end: the envelope and the futures' ids stand in the decision of the step that waits. Where there are many futures, their ends are
/// noted in buckets, and here only which buckets are full.
/// </summary>
internal sealed record WaitItem
{
    /// <summary>The chain's cancellation.</summary>
    public const string ByCancellation = "$cancel";

    /// <summary>The step that waits: all that it waits for had ended.</summary>
    public const string ByItself = "$wait";

    // As many ends as one item notes: more would be rewritten too often.
    private const int BucketSize = 16;

    public required string MessageId { get; init; }

    /// <summary>Where in the chain's partition the decision is.</summary>
    public required string DecisionKey { get; init; }

    /// <summary>How many futures have to end.</summary>
    public required int Needed { get; init; }

    public WaitState State { get; init; }

    /// <summary>Whether the chain's cancellation does not end it.</summary>
    public bool OutlivesCancellation { get; init; }

    /// <summary>Who has decided what its envelope brings, and so sends it, when repeated too: a future, <see cref="ByCancellation"/> or <see cref="ByItself"/>. Null while it waits.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>Whether the chain's cancellation has ended it.</summary>
    public bool IsCancelled => DecidedBy == ByCancellation;

    /// <summary>How many futures each bucket has; empty where their ends are noted here.</summary>
    public IReadOnlyList<int> Buckets { get; init; } = [];

    /// <summary>Which buckets are full: a bit for each.</summary>
    public ReadOnlyMemory<byte> Full { get; init; }

    /// <summary>The futures that have ended, in that order, where there are no buckets.</summary>
    public IReadOnlyList<string> Ended { get; init; } = [];

    public static WaitItem Create(string messageId, string decisionKey, IReadOnlyList<string> futures, int needed, bool outlivesCancellation)
    {
        var item = new WaitItem { MessageId = messageId, DecisionKey = decisionKey, Needed = needed, OutlivesCancellation = outlivesCancellation };
        if (futures.Count <= BucketSize || needed < futures.Count)
        {
            return item;
        }

        var buckets = new int[(futures.Count + BucketSize - 1) / BucketSize];
        foreach (var future in futures)
        {
            buckets[BucketOf(future, buckets.Length)]++;
        }

        // A bucket that no future falls into is full from the beginning.
        var full = new BitArray([.. buckets.Select(static count => count == 0)]);
        return item with { Buckets = buckets, Full = Bytes(full) };
    }

    /// <summary>In which bucket a future's end is noted.</summary>
    public int BucketOf(string futureId) => BucketOf(futureId, Buckets.Count);

    /// <summary>A future has ended. Decided, when that is enough.</summary>
    public WaitItem End(string futureId)
    {
        if (State != WaitState.Open || Ended.Contains(futureId))
        {
            return this;
        }

        var ended = this with { Ended = [.. Ended, futureId] };
        return ended.Ended.Count >= Needed ? ended.Decide(futureId) : ended;
    }

    /// <summary>The bucket of a future is full. Decided, when all are.</summary>
    public WaitItem Fill(string futureId)
    {
        var bucket = BucketOf(futureId);
        var full = new BitArray(Full.ToArray()) { Length = Buckets.Count };
        if (State != WaitState.Open || full[bucket])
        {
            return this;
        }

        full[bucket] = true;
        var filled = this with { Full = Bytes(full) };
        return full.HasAllSet() ? filled.Decide(futureId) : filled;
    }

    /// <summary>The chain is cancelled: its envelope brings no ends.</summary>
    public WaitItem Cancel() => State != WaitState.Open || OutlivesCancellation ? this : Decide(ByCancellation) with { Ended = [] };

    /// <summary>It is decided what the envelope brings.</summary>
    public WaitItem Decide(string by) => this with { State = WaitState.Decided, DecidedBy = by };

    /// <summary>Whether it is for <paramref name="who"/> to send the envelope.</summary>
    public bool IsToBeSentBy(string who) => State == WaitState.Decided && DecidedBy == who;

    /// <summary>The envelope has been sent: nothing else is of interest any more than which ends it has brought.</summary>
    public WaitItem Send() => new() { MessageId = MessageId, DecisionKey = DecisionKey, Needed = Needed, State = WaitState.Sent, DecidedBy = DecidedBy, Ended = Ended };

    public static WaitItem Read(ReadOnlyMemory<byte> body)
    {
        using var document = ItemJson.Parse(body);
        var json = document.RootElement;
        return new WaitItem
        {
            MessageId = json.Text("id"),
            DecisionKey = json.Text("decision"),
            Needed = json.Number("needed"),
            State = (WaitState)json.Number("state"),
            OutlivesCancellation = json.Flag("outlives"),
            DecidedBy = json.OptionalText("by"),
            Buckets = json.List("buckets", static count => count.GetInt32()),
            Full = json.Bytes("full") ?? default,
            Ended = json.Strings("ended"),
        };
    }

    public byte[] Write() => ItemJson.Write(json =>
    {
        json.WriteString("id", MessageId);
        json.WriteString("decision", DecisionKey);
        json.WriteNumber("needed", Needed);
        json.WriteNumber("state", (int)State);
        json.WriteFlag("outlives", OutlivesCancellation);
        json.WriteOptional("by", DecidedBy);
        json.WriteList("buckets", Buckets, json.WriteNumberValue);
        if (!Full.IsEmpty)
        {
            json.WriteBase64String("full", Full.Span);
        }

        json.WriteStrings("ended", Ended);
    });

    // FNV-1a: the same in every process and version.
    private static int BucketOf(string futureId, int count)
    {
        var hash = 2166136261u;
        foreach (var character in futureId)
        {
            hash = (hash ^ character) * 16777619u;
        }

        return (int)(hash % (uint)count);
    }

    private static byte[] Bytes(BitArray bits)
    {
        var bytes = new byte[(bits.Length + 7) / 8];
        bits.CopyTo(bytes, 0);
        return bytes;
    }
}

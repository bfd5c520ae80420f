namespace AsyncSplit.Queues.Items;

/// <summary>A started call, timer, callback or signal in the table: how it has ended, who waits for it, or both.</summary>
internal sealed record FutureItem
{
    /// <summary>How it has ended; null where it has not.</summary>
    public ReadOnlyMemory<byte>? Outcome { get; init; }

    /// <summary>Its place in the order of ends.</summary>
    public long Stamp { get; init; }

    /// <summary>Who has settled it, where whoever does so wants to know whether it was the first; null for a step.</summary>
    public string? SettledBy { get; init; }

    /// <summary>The envelopes that wait for it.</summary>
    public IReadOnlyList<string> Waiters { get; init; } = [];

    public static FutureItem Read(ReadOnlyMemory<byte> body)
    {
        using var document = ItemJson.Parse(body);
        var json = document.RootElement;
        return new FutureItem
        {
            Outcome = json.Bytes("outcome"),
            Stamp = json.TryGetProperty("stamp", out var stamp) ? stamp.GetInt64() : 0,
            SettledBy = json.OptionalText("by"),
            Waiters = json.Strings("waiters"),
        };
    }

    public byte[] Write() => ItemJson.Write(json =>
    {
        if (Outcome is { } outcome)
        {
            json.WriteNumber("stamp", Stamp);
            json.WriteBytes("outcome", outcome);
            json.WriteOptional("by", SettledBy);
        }

        json.WriteStrings("waiters", Waiters);
    });
}

namespace AsyncSplit.Queues.Items;

/// <summary>The signals of a chain, in the table: one item, so that one write says which signal a listener gets.</summary>
internal sealed record MailboxItem
{
    /// <summary>The ids of all signals that have come, as far as they have to be told apart.</summary>
    public IReadOnlyList<string> Known { get; init; } = [];

    /// <summary>Signals that nobody has listened to, oldest first.</summary>
    public IReadOnlyList<(string Name, ReadOnlyMemory<byte> Value)> Signals { get; init; } = [];

    /// <summary>The futures of who listens and has got none, oldest first.</summary>
    public IReadOnlyList<(string Name, string FutureId)> Listeners { get; init; } = [];

    /// <summary>What has found each other, and is to be settled.</summary>
    public IReadOnlyList<(string Name, string FutureId, ReadOnlyMemory<byte> Value)> Pairs { get; init; } = [];

    /// <summary>The futures that signals have settled.</summary>
    public IReadOnlyList<(string Name, string FutureId)> Heard { get; init; } = [];

    /// <summary>The futures that nobody listens with any more: a step that is repeated may say again that somebody does.</summary>
    public IReadOnlyList<string> Withdrawn { get; init; } = [];

    public bool Knows(string signalId) => Known.Contains(signalId);

    /// <summary>Whether it is known already that someone listens, or has listened, with the future.</summary>
    public bool KnowsListener(string futureId) =>
        Listeners.Any(listener => listener.FutureId == futureId) || Pairs.Any(pair => pair.FutureId == futureId) || Heard.Any(heard => heard.FutureId == futureId) || Withdrawn.Contains(futureId);

    /// <summary>Whether a signal has settled the future.</summary>
    public bool HasHeard(string futureId) => Heard.Any(heard => heard.FutureId == futureId);

    /// <summary>A signal has come.</summary>
    public MailboxItem Signal(string name, string signalId, ReadOnlyMemory<byte> value) => (this with { Known = [.. Known, signalId] }).Give(name, value, isBack: false);

    /// <summary>Someone listens.</summary>
    public MailboxItem Listen(string name, string futureId)
    {
        var place = IndexOf(Signals, signal => signal.Name == name);
        return place < 0
            ? this with { Listeners = [.. Listeners, (name, futureId)] }
            : this with { Signals = Without(Signals, place), Pairs = [.. Pairs, (name, futureId, Signals[place].Value)] };
    }

    /// <summary>The future of a pair is settled.</summary>
    public MailboxItem Settle(string futureId)
    {
        var place = IndexOf(Pairs, pair => pair.FutureId == futureId);
        return place < 0 ? this : this with { Pairs = Without(Pairs, place), Heard = [.. Heard, (Pairs[place].Name, futureId)] };
    }

    /// <summary>Nobody listens with the future any more. A signal that has come for it is given to the next listener, or kept in its place before those that came later.</summary>
    /// <param name="futureId">The future.</param>
    /// <param name="heard">The signal that has settled it; null where none has.</param>
    public MailboxItem Withdraw(string futureId, ReadOnlyMemory<byte>? heard)
    {
        var withdrawn = this with { Withdrawn = [.. Withdrawn, futureId] };
        if (IndexOf(Listeners, listener => listener.FutureId == futureId) is >= 0 and var waiting)
        {
            return withdrawn with { Listeners = Without(Listeners, waiting) };
        }

        if (IndexOf(Pairs, pair => pair.FutureId == futureId) is >= 0 and var paired)
        {
            return (withdrawn with { Pairs = Without(Pairs, paired) }).Give(Pairs[paired].Name, Pairs[paired].Value, isBack: true);
        }

        return heard is { } value && IndexOf(Heard, settled => settled.FutureId == futureId) is >= 0 and var place
            ? (withdrawn with { Heard = Without(Heard, place) }).Give(Heard[place].Name, value, isBack: true)
            : this;
    }

    public static MailboxItem Read(ReadOnlyMemory<byte> body)
    {
        using var document = ItemJson.Parse(body);
        var json = document.RootElement;
        return new MailboxItem
        {
            Known = json.Strings("known"),
            Signals = json.List("signals", static signal => (signal.Text("name"), signal.Bytes("value")!.Value)),
            Listeners = json.List("listeners", static listener => (listener.Text("name"), listener.Text("future"))),
            Pairs = json.List("pairs", static pair => (pair.Text("name"), pair.Text("future"), pair.Bytes("value")!.Value)),
            Heard = json.List("heard", static heard => (heard.Text("name"), heard.Text("future"))),
            Withdrawn = json.Strings("withdrawn"),
        };
    }

    public byte[] Write() => ItemJson.Write(json =>
    {
        json.WriteStrings("known", Known);
        json.WriteList("signals", Signals, signal =>
        {
            json.WriteStartObject();
            json.WriteString("name", signal.Name);
            json.WriteBytes("value", signal.Value);
            json.WriteEndObject();
        });
        json.WriteList("listeners", Listeners, listener =>
        {
            json.WriteStartObject();
            json.WriteString("name", listener.Name);
            json.WriteString("future", listener.FutureId);
            json.WriteEndObject();
        });
        json.WriteList("pairs", Pairs, pair =>
        {
            json.WriteStartObject();
            json.WriteString("name", pair.Name);
            json.WriteString("future", pair.FutureId);
            json.WriteBytes("value", pair.Value);
            json.WriteEndObject();
        });
        json.WriteList("heard", Heard, heard =>
        {
            json.WriteStartObject();
            json.WriteString("name", heard.Name);
            json.WriteString("future", heard.FutureId);
            json.WriteEndObject();
        });
        json.WriteStrings("withdrawn", Withdrawn);
    });

    private MailboxItem Give(string name, ReadOnlyMemory<byte> value, bool isBack)
    {
        var place = IndexOf(Listeners, listener => listener.Name == name);
        return place >= 0
            ? this with { Listeners = Without(Listeners, place), Pairs = [.. Pairs, (name, Listeners[place].FutureId, value)] }
            : this with { Signals = isBack ? [(name, value), .. Signals] : [.. Signals, (name, value)] };
    }

    private static int IndexOf<T>(IReadOnlyList<T> list, Func<T, bool> isMeant)
    {
        for (var index = 0; index < list.Count; index++)
        {
            if (isMeant(list[index]))
            {
                return index;
            }
        }

        return -1;
    }

    private static List<T> Without<T>(IReadOnlyList<T> list, int place) => [.. list.Take(place), .. list.Skip(place + 1)];
}

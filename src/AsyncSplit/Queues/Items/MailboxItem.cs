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
    public IReadOnlyList<(string FutureId, ReadOnlyMemory<byte> Value)> Pairs { get; init; } = [];

    public bool Knows(string signalId) => Known.Contains(signalId);

    public bool HasListener(string futureId) => Listeners.Any(listener => listener.FutureId == futureId) || Pairs.Any(pair => pair.FutureId == futureId);

    /// <summary>A signal has come.</summary>
    public MailboxItem Signal(string name, string signalId, ReadOnlyMemory<byte> value)
    {
        var known = this with { Known = [.. Known, signalId] };
        var place = IndexOf(Listeners, listener => listener.Name == name);
        return place < 0
            ? known with { Signals = [.. Signals, (name, value)] }
            : known with { Listeners = Without(Listeners, place), Pairs = [.. Pairs, (Listeners[place].FutureId, value)] };
    }

    /// <summary>Someone listens.</summary>
    public MailboxItem Listen(string name, string futureId)
    {
        var place = IndexOf(Signals, signal => signal.Name == name);
        return place < 0
            ? this with { Listeners = [.. Listeners, (name, futureId)] }
            : this with { Signals = Without(Signals, place), Pairs = [.. Pairs, (futureId, Signals[place].Value)] };
    }

    /// <summary>The future of a pair is settled.</summary>
    public MailboxItem Settle(string futureId) => this with { Pairs = [.. Pairs.Where(pair => pair.FutureId != futureId)] };

    public static MailboxItem Read(ReadOnlyMemory<byte> body)
    {
        using var document = ItemJson.Parse(body);
        var json = document.RootElement;
        return new MailboxItem
        {
            Known = json.Strings("known"),
            Signals = json.List("signals", static signal => (signal.Text("name"), signal.Bytes("value")!.Value)),
            Listeners = json.List("listeners", static listener => (listener.Text("name"), listener.Text("future"))),
            Pairs = json.List("pairs", static pair => (pair.Text("future"), pair.Bytes("value")!.Value)),
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
            json.WriteString("future", pair.FutureId);
            json.WriteBytes("value", pair.Value);
            json.WriteEndObject();
        });
    });

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

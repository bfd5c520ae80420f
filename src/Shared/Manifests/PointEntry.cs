using AsyncSplit.Json;

namespace AsyncSplit.Manifests;

/// <summary>What a manifest says of an entry point.</summary>
internal sealed class PointEntry(JsonMap json, string id)
{
    public const string JoinBoundary = "join";

    /// <summary>The wire name, or the resume point's id.</summary>
    public string Id { get; } = id;

    /// <summary>The handler or lifted function it belongs to, by its wire name.</summary>
    public string Unit { get; } = id.IndexOf('@') is > 0 and var at ? id.Substring(0, at) : id;

    public bool IsStart => Id == Unit;

    /// <summary>At a resume point: the wire name of what is called and awaited there; empty where that is no call.</summary>
    public string Callee => json.Text("callee");

    /// <summary>Whether a catch or finally block is around the await.</summary>
    public bool Catches => json.Is("catches");

    /// <summary>Whether it begins when started calls, callbacks or signals have ended.</summary>
    public bool IsJoin => json.Text("awaits") == JoinBoundary;

    /// <summary>The wire names that it may call, start or hand the caller's callback on to.</summary>
    public IEnumerable<string> Calls => json.List<string>("calls");

    /// <summary>Those of them to which the handler or function hands the caller's callback on, here or elsewhere.</summary>
    public IEnumerable<string> TailCalls => json.List<string>("tailCalls");

    /// <summary>Those of them that the handler or function starts and does not await at once, here or elsewhere.</summary>
    public IEnumerable<string> Starts => json.List<string>("starts");

    /// <summary>The ids of the resume points before which it may end.</summary>
    public IEnumerable<string> Resumes => json.List<string>("resumes");

    /// <summary>Whether it hands out a callback's token, or listens for a signal.</summary>
    public bool WaitsForOthers => json.Is("callbacks") || json.Is("signals");

    /// <summary>The entry point with other ids, as a class has it that inherits the handler.</summary>
    public JsonMap Renamed(Func<string, string> rename)
    {
        var renamed = new JsonMap();
        foreach (var member in json)
        {
            renamed.Add(member.Key, member.Key switch
            {
                "id" => rename(Id),
                "callee" => rename(Callee),
                "calls" or "tailCalls" or "starts" or "resumes" => JsonList.From(json.List<string>(member.Key).Select(rename)),
                _ => member.Value,
            });
        }

        return renamed;
    }
}

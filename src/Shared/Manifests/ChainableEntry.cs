using AsyncSplit.Json;

namespace AsyncSplit.Manifests;

/// <summary>What the manifest of an assembly says of a handler or contract member.</summary>
internal sealed class ChainableEntry
{
    /// <summary>The key of the attributes that hold the entries, one each, as JSON.</summary>
    public const string AttributeKey = "AsyncSplit.Chainable";

    public const string HandlerKind = "handler";
    public const string ContractKind = "contract";

    private ChainableEntry(JsonMap json, IReadOnlyList<PointEntry> points)
    {
        Json = json;
        Points = points;
        Implements = [.. json.List<string>("implements")];
    }

    /// <summary>The entry as it is written.</summary>
    public JsonMap Json { get; }

    public string Name => Json.Text("name");

    public bool IsContract => Json.Text("kind") == ContractKind;

    /// <summary>The full name of the type.</summary>
    public string Type => Json.Text("type");

    /// <summary>The names of the type and of those around it, without the namespace.</summary>
    public string TypePath => Json.Text("path");

    /// <summary>Where it stands, as <c>file(line)</c>; empty where that is not known.</summary>
    public string Place => Json.Text("file") is { Length: > 0 } file ? $"{file}({Json.Number("line")})" : "";

    /// <summary>Whether its calls are made again when they throw.</summary>
    public bool IsRetried => Json.Is("retried");

    /// <summary>The contract members it implements and the handlers it overrides.</summary>
    public IReadOnlyList<string> Implements { get; }

    /// <summary>What <c>[Deploy]</c> says, by the names of its members.</summary>
    public JsonMap? Deploy => Json["deploy"] as JsonMap;

    /// <summary>Its entry points, those of its lifted functions too; of a contract member, itself.</summary>
    public IReadOnlyList<PointEntry> Points { get; }

    public static ChainableEntry Read(JsonMap json)
    {
        var points = json.List<JsonMap>("entryPoints").Select(point => new PointEntry(point, point.Text("id"))).ToList();
        return new ChainableEntry(json, points.Count > 0 ? points : [new PointEntry(json, json.Text("name"))]);
    }

    /// <summary>The handler as a class inherits it: with entry points of its own.</summary>
    public ChainableEntry InheritedAs(string name, string type, IEnumerable<string> implements)
    {
        var own = new HashSet<string>(Points.Select(point => point.Id), StringComparer.Ordinal);
        string Renamed(string id) => own.Contains(id) ? name + id.Substring(Name.Length) : id;

        var json = new JsonMap();
        foreach (var member in Json)
        {
            json.Add(member.Key, member.Key switch
            {
                "name" => name,
                "type" => type,
                "implements" => null,
                "entryPoints" => JsonList.From(Points.Select(point => point.Renamed(Renamed))),
                _ => member.Value,
            });
        }

        json.Add("inherits", Name);
        json.Add("implements", JsonList.OrNone(implements));
        return Read(json);
    }
}

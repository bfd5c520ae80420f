using System.Text.Json.Nodes;
using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A node of a document is still part of it behind an await, whoever holds it.
[Case]
public partial class JsonNodesInDocuments(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [["{\"lines\":[{\"n\":1},{\"n\":2}],\"$ref\":{\"x\":[true]}}"]];

    [Chainable]
    public async Task<string> Run(string json)
    {
        var document = JsonNode.Parse(json)!.AsObject();
        var line = document["lines"]![1]!.AsObject();
        JsonArray lines = document["lines"]!.AsArray();
        await probe.Note("all");
        line["n"] = await probe.Add(2, 3);
        lines.Add(7);
        var text = document.ToJsonString();

        var lone = document["$ref"]!["x"]!;
        await probe.Note("one");
        return $"{text} {lone.Parent!.Parent!["lines"]!.ToJsonString()} {lone.GetPath()}";
    }
}

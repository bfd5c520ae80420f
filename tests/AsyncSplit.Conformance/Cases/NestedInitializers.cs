using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Nested object, collection and index initializers with awaits, also through getters.
[Case]
public partial class NestedInitializers(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var o = new NestedInitializersOuter(await probe.Echo("ctor"))
        {
            Inner = { Value = await probe.Add(n, 1), Names = { "a", await probe.Echo("b") } },
            Map = { ["k"] = n, [await probe.Echo("l")] = await probe.Add(n, 2) },
            Other = new() { Value = n, Names = [await probe.Echo("c"), .. await probe.Words("d e")] },
        };
        var list = new List<NestedInitializersInner> { new() { Value = 1 }, new() { Value = await probe.Add(2, n), Names = { await probe.Echo("z") } } };
        var map = new Dictionary<string, int[]> { { await probe.Echo("m"), new[] { await probe.Add(1, 1), n } }, { "n", await probe.Range(1, 2) } };
        return $"{o.Name} {o.Inner.Value} {string.Join(",", o.Inner.Names)} {o.Map["k"]} {o.Map["l"]} {o.Other.Names.Count} {list[1].Value}{list[1].Names[0]} {map["m"][0]}{map["n"][1]}";
    }
}

public sealed class NestedInitializersOuter(string name)
{
    public string Name { get; } = name;
    public NestedInitializersInner Inner { get; set; } = new();
    public Dictionary<string, int> Map { get; set; } = [];
    public NestedInitializersInner Other { get; set; } = new();
}
public sealed class NestedInitializersInner
{
    public int Value
    {
        get; set;
    }
    public List<string> Names { get; set; } = [];
}

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Dictionary, collection and nested object initializers with awaited keys and values, and an Add that fails between awaits.
[Case]
public partial class InitializerOrder(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var d = new Dictionary<string, Dictionary<int, string>>
        {
            [await probe.Echo("a")] = new() { [await probe.Add(1, n)] = await probe.Echo("x"), [L(2)] = S("y") },
            [S("b")] = new() { { await probe.Add(3, 0), S("z") } },
        };
        var e = new SortedDictionary<int, int> { { await probe.Add(1, 1), L(1) }, { L(1), await probe.Add(2, n) } };
        var c = new InitializerOrderBag { await probe.Echo("q"), { S("w"), await probe.Add(1, 1) }, "e" };
        var o = new InitializerOrderBox
        {
            Inner = { await probe.Echo("in") },
            Name = await probe.Echo("nm"),
            [L(0)] = await probe.Echo("idx")
        };
        try
        {
            var f = new Dictionary<int, int> { { 1, 1 }, { await probe.Add(n, 0), 2 }, { L(1), await probe.Add(3, 3) } };
            c.Add("f" + f.Count);
        }
        catch (ArgumentException)
        {
            c.Add("dup");
        }

        return string.Join(",", d["a"]) + string.Join(",", d["b"]) + string.Join(",", e) + string.Join(",", c) + string.Join(",", o.Items) + o.Name + string.Join(",", o.Inner);
    }

    int L(int x)
    {
        journal.Log($"L {x}");
        return x;
    }

    string S(string x)
    {
        journal.Log($"S {x}");
        return x;
    }
}

public sealed class InitializerOrderBag : List<string>
{
    public void Add(string s, int k) => Add(s + k);
}

public sealed class InitializerOrderBox
{
    public InitializerOrderBag Inner { get; set; } = new();
    public string? Name { get; set; }
    public InitializerOrderBag Items { get; set; } = new() { "0" };

    public string this[int i] { get => Items[i]; set => Items[i] = value; }
}

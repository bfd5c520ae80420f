using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Null-conditional chains with awaits at several places.
[Case]
public partial class ConditionalAccessChains(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        ConditionalAccessChainsNode? node = n == 0 ? null : new()
        {
            Name = n == 1 ? null : "n" + n,
            Next = n < 3 ? null : new()
            {
                Name = "inner"
            }
        };
        var a = node?.Name?.Substring(0, await probe.Add(1, 0)).Length;
        var b = node?.Next?[await probe.Add(0, 1)]?.ToString() ?? await probe.Echo("none");
        var c = node?.Pick(await probe.Add(n, 1))?.Pick(await probe.Add(n, 2))?.Name?.Length;
        node?.Touch(await probe.Echo("t"));
        node?.Next?.Touch(await probe.Echo("u"));
        var d = (await Get(node))?.Name ?? (await Get(node?.Next))?.Name ?? "x";
        int? size = node?.Items?[await probe.Add(0, 0)];
        var e = node?.Size(await probe.Add(0, 1)) + await probe.Add(1, 1);
        node?.Items?[await probe.Add(0, 1)] = await probe.Add(5, n);
        return $"{a} {b} {c} {d} {size} {e} {node?.Items[1]} {node?.Touched} {node?.Next?.Touched}";
    }

    private static async Task<ConditionalAccessChainsNode?> Get(ConditionalAccessChainsNode? node)
    {
        await Task.Yield();
        return node;
    }
}

public sealed class ConditionalAccessChainsNode
{
    public string? Name
    {
        get; set;
    }
    public string? Touched
    {
        get; set;
    }
    public ConditionalAccessChainsNode? Next
    {
        get; set;
    }
    public int[] Items { get; set; } = [3, 4];
    public object? this[int i] => Name is null ? null : Name[i];
    public ConditionalAccessChainsNode? Pick(int k) => k > 3 ? Next : this;
    public void Touch(string s) => Touched = s;
    public int Size(int k) => k + Items.Length;
}

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Mutable structs in locals, arrays and fields, whose methods are called with awaited arguments or beside awaits.
[Case]
public partial class StructReceivers(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var items = new StructReceiversCounter[2];
        var holder = new StructReceiversHolder();
        var local = new StructReceiversCounter { Value = n };
        var a = items[n % 2].Bump(await probe.Add(n, 1));
        var b = holder.Counter.Bump(await probe.Add(n, 2));
        var c = local.Bump(await probe.Add(n, 3));
        var d = Text(local, local.Bump(10), await probe.Add(n, 4)) + Text(local, local.Value++, await probe.Add(n, 5));
        return $"{items[0].Value} {items[1].Value} {holder.Counter.Value} {local.Value} {a} {b} {c} {d}";
    }

    private static string Text(StructReceiversCounter counter, int a, int b) => $"{counter.Value} {a} {b};";
}

public sealed class StructReceiversHolder
{
    public StructReceiversCounter Counter;
}

public struct StructReceiversCounter
{
    public int Value;

    public int Bump(int by) => Value += by;
}

using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// User-defined operators, conversions and indexers around awaits; lifted ones too.
[Case]
public partial class OperatorsAwaited(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var m = new OperatorsAwaitedMoney(n);
        m += await Make(2);
        m = m * await probe.Add(n, 1) - -m;
        m++;
        OperatorsAwaitedMoney? none = null, some = m;
        var lifted = some + await Make(1);
        var nothing = none + await Make(1);
        int whole = (int)(await Make(7));
        OperatorsAwaitedMoney implicitly = await probe.Add(4, n);
        var grid = new OperatorsAwaitedGrid();
        grid[n, await probe.Echo("k")] = await Make(3);
        grid[await probe.Add(n, 0), "k"] += await Make(4);
        grid[n, "k"]++;
        OperatorsAwaitedMoney? sum = null;
        sum ??= await Make(3);
        sum += await probe.Add(1, 1);
        return $"{m.Amount} {lifted?.Amount} {nothing is null} {whole} {implicitly.Amount} {grid[n, "k"].Amount} {m == await Make(3)} {m < await Make(99)} {sum}";
    }

    private static async Task<OperatorsAwaitedMoney> Make(int n)
    {
        await Task.Yield();
        return new(n);
    }
}

public readonly record struct OperatorsAwaitedMoney(int Amount)
{
    public static OperatorsAwaitedMoney operator +(OperatorsAwaitedMoney a, OperatorsAwaitedMoney b) => new(a.Amount + b.Amount);
    public static OperatorsAwaitedMoney operator -(OperatorsAwaitedMoney a, OperatorsAwaitedMoney b) => new(a.Amount - b.Amount);
    public static OperatorsAwaitedMoney operator -(OperatorsAwaitedMoney a) => new(-a.Amount);
    public static OperatorsAwaitedMoney operator *(OperatorsAwaitedMoney a, int b) => new(a.Amount * b);
    public static OperatorsAwaitedMoney operator ++(OperatorsAwaitedMoney a) => new(a.Amount + 1);
    public static bool operator <(OperatorsAwaitedMoney a, OperatorsAwaitedMoney b) => a.Amount < b.Amount;
    public static bool operator >(OperatorsAwaitedMoney a, OperatorsAwaitedMoney b) => a.Amount > b.Amount;
    public static implicit operator OperatorsAwaitedMoney(int n) => new(n);
    public static explicit operator int(OperatorsAwaitedMoney m) => m.Amount;
}
public sealed class OperatorsAwaitedGrid
{
    public Dictionary<string, OperatorsAwaitedMoney> Cells { get; set; } = [];
    [System.Text.Json.Serialization.JsonIgnore]
    public OperatorsAwaitedMoney this[int x, string y] { get => Cells[$"{x}{y}"]; set => Cells[$"{x}{y}"] = value; }
}

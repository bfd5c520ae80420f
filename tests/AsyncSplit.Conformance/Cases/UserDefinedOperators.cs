using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// User-defined operators and conversions, lifted ones too, around awaits.
[Case]
public partial class UserDefinedOperators(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var a = new UserDefinedOperatorsN(n);
        var b = new UserDefinedOperatorsN(2);
        var c = a + await Get(1) * b - (await Get(2));
        var d = -await Get(3) == c || c != await Get(4);
        int i = await Get(5);
        UserDefinedOperatorsN e = await probe.Add(3, 3);
        var f = (int)await Get(6) + (long)(await probe.Add(1, 1));
        UserDefinedOperatorsN? g = n == 0 ? null : await Get(7);
        var h = g + await Get(1);
        int? li = n > 1 ? null : n;
        var lj = li + await probe.Add(1, 1);
        var lk = (await probe.Is(true)) & (n > 1 ? null : (bool? )true);
        var lt = li < await probe.Add(1, 0);
        a += await Get(2);
        a++;
        return $"{c.V}{d}{i}{e.V}{f}{g?.V}{h?.V}{lj}{lk}{lt}{a.V}";
    }

    async Task<UserDefinedOperatorsN> Get(int x)
    {
        await Task.Yield();
        journal.Log($"Get {x}");
        return new UserDefinedOperatorsN(x);
    }
}

public readonly record struct UserDefinedOperatorsN(int V)
{
    public static UserDefinedOperatorsN operator +(UserDefinedOperatorsN a, UserDefinedOperatorsN b) => new(a.V + b.V);
    public static UserDefinedOperatorsN operator -(UserDefinedOperatorsN a, UserDefinedOperatorsN b) => new(a.V - b.V);
    public static UserDefinedOperatorsN operator *(UserDefinedOperatorsN a, UserDefinedOperatorsN b) => new(a.V * b.V);
    public static UserDefinedOperatorsN operator -(UserDefinedOperatorsN a) => new(-a.V);
    public static UserDefinedOperatorsN operator ++(UserDefinedOperatorsN a) => new(a.V + 10);
    public static implicit operator int (UserDefinedOperatorsN a) => a.V;
    public static implicit operator UserDefinedOperatorsN(long a) => new((int)a);
}

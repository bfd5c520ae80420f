using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Properties with the field keyword, partial members and constructors, changed by awaited values.
[Case]
public partial class FieldKeyword(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var p = new FieldKeywordP { Name = await probe.Echo(" a ") };
        p.Name += await probe.Echo(" b ");
        p.Count += await probe.Add(1, n);
        var e = FieldKeywordPExt.Twice(p) + p.Size;
        return p.Name + p.Count + e + await probe.Add(p.Size, p.Count);
    }
}

public sealed partial class FieldKeywordP
{
    public partial string Name { get; set; }
    public int Count { get => field; set => field = value < 3 ? value : 3; }
}

public sealed partial class FieldKeywordP
{
    public partial string Name { get => field ?? ""; set => field = value.Trim(); }

    public partial FieldKeywordP();
    public int Size => Name.Length;
}

public sealed partial class FieldKeywordP
{
    public partial FieldKeywordP()
    {
    }
}

public static class FieldKeywordPExt
{
    public static int Twice(FieldKeywordP p) => p.Count * 2;
}
